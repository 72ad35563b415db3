#include <brotli/decode.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "CCompression.h"

struct ShuliInflater {
    int32_t compression;
    const char *error;
    z_stream zlib;
    bool has_zlib;
    ZSTD_DStream *zstd;
    BrotliDecoderState *brotli;
};

ShuliInflater *shuli_inflater_open(int32_t compression) {
    ShuliInflater *inflater = calloc(1, sizeof *inflater);
    if (!inflater) return NULL;
    inflater->compression = compression;
    bool is_ready = false;
    switch (compression) {
    case SHULI_COMPRESSION_ZSTD:
        inflater->zstd = ZSTD_createDStream();
        is_ready = inflater->zstd != NULL;
        break;
    case SHULI_COMPRESSION_BROTLI:
        inflater->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        is_ready = inflater->brotli != NULL;
        break;
    default: {
        // zlib.h: 16 more than the window's size expects gzip's header, a negative size none.
        const int window = compression == SHULI_COMPRESSION_GZIP   ? 15 + 16
                           : compression == SHULI_COMPRESSION_ZLIB ? 15
                                                                   : -15;
        is_ready = inflater->has_zlib = inflateInit2(&inflater->zlib, window) == Z_OK;
    }
    }
    if (is_ready) return inflater;
    free(inflater);
    return NULL;
}

void shuli_inflater_close(ShuliInflater *inflater) {
    if (inflater->has_zlib) inflateEnd(&inflater->zlib);
    if (inflater->zstd) ZSTD_freeDStream(inflater->zstd);
    if (inflater->brotli) BrotliDecoderDestroyInstance(inflater->brotli);
    free(inflater);
}

void shuli_inflater_reset(ShuliInflater *inflater) {
    inflater->error = NULL;
    if (inflater->has_zlib) inflateReset(&inflater->zlib);
    if (inflater->zstd) ZSTD_DCtx_reset(inflater->zstd, ZSTD_reset_session_only);
    // Brotli streams are not joined to files of several: each has a decoder of its own.
}

static int32_t run_zlib(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    z_stream *stream = &inflater->zlib;
    const int64_t most = 1 << 30;
    stream->next_in = (Bytef *)input;
    stream->avail_in = (uInt)(input_length < most ? input_length : most);
    stream->next_out = output;
    stream->avail_out = (uInt)(output_length < most ? output_length : most);
    // At least one call, even without input: output may still be in the window.
    const int code = inflate(stream, Z_NO_FLUSH);
    *consumed = stream->next_in - (Bytef *)input;
    *produced = stream->next_out - output;
    if (code == Z_OK || code == Z_BUF_ERROR) return SHULI_INFLATER_MORE;
    if (code == Z_STREAM_END) return SHULI_INFLATER_END;
    inflater->error = stream->msg ? stream->msg : "damaged data";
    return strcmp(inflater->error, "incorrect data check") == 0 || strcmp(inflater->error, "incorrect length check") == 0
               ? SHULI_INFLATER_CHECKSUM
               : SHULI_INFLATER_DAMAGED;
}

static int32_t run_zstd(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    ZSTD_inBuffer in = {input, (size_t)input_length, 0};
    ZSTD_outBuffer out = {output, (size_t)output_length, 0};
    size_t code = 1;
    do {
        code = ZSTD_decompressStream(inflater->zstd, &out, &in);
    } while (code != 0 && !ZSTD_isError(code) && in.pos < in.size && out.pos < out.size);
    *consumed = (int64_t)in.pos;
    *produced = (int64_t)out.pos;
    if (code == 0) return SHULI_INFLATER_END;
    if (!ZSTD_isError(code)) return SHULI_INFLATER_MORE;
    inflater->error = ZSTD_getErrorName(code);
    return ZSTD_getErrorCode(code) == ZSTD_error_checksum_wrong ? SHULI_INFLATER_CHECKSUM : SHULI_INFLATER_DAMAGED;
}

static int32_t run_brotli(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    size_t left_in = (size_t)input_length, left_out = (size_t)output_length;
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(inflater->brotli, &left_in, &input, &left_out, &output, NULL);
    *consumed = input_length - (int64_t)left_in;
    *produced = output_length - (int64_t)left_out;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return SHULI_INFLATER_END;
    if (result != BROTLI_DECODER_RESULT_ERROR) return SHULI_INFLATER_MORE;
    inflater->error = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(inflater->brotli));
    return SHULI_INFLATER_DAMAGED;
}

int32_t shuli_inflater_run(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    switch (inflater->compression) {
    case SHULI_COMPRESSION_ZSTD:
        return run_zstd(inflater, input, input_length, consumed, output, output_length, produced);
    case SHULI_COMPRESSION_BROTLI:
        return run_brotli(inflater, input, input_length, consumed, output, output_length, produced);
    default: return run_zlib(inflater, input, input_length, consumed, output, output_length, produced);
    }
}

const char *shuli_inflater_error(const ShuliInflater *inflater) {
    return inflater->error ? inflater->error : "no error";
}
