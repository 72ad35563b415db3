#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "CCompression.h"

struct ShuliInflater {
    int32_t compression;
    bool complete;
    const char *error;
    z_stream gzip;
    ZSTD_DStream *zstd;
};

ShuliInflater *shuli_inflater_open(int32_t compression) {
    ShuliInflater *inflater = calloc(1, sizeof *inflater);
    if (!inflater) return NULL;
    inflater->compression = compression;
    inflater->complete = true;
    if (compression == SHULI_COMPRESSION_GZIP) {
        if (inflateInit2(&inflater->gzip, 15 + 16) == Z_OK) return inflater;
    } else {
        inflater->zstd = ZSTD_createDStream();
        if (inflater->zstd) return inflater;
    }
    free(inflater);
    return NULL;
}

void shuli_inflater_close(ShuliInflater *inflater) {
    if (inflater->zstd)
        ZSTD_freeDStream(inflater->zstd);
    else
        inflateEnd(&inflater->gzip);
    free(inflater);
}

static int32_t run_gzip(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    z_stream *stream = &inflater->gzip;
    const int64_t most = 1 << 30;
    stream->next_in = (Bytef *)input;
    stream->avail_in = (uInt)(input_length < most ? input_length : most);
    stream->next_out = output;
    stream->avail_out = (uInt)(output_length < most ? output_length : most);
    int code = Z_OK;
    // At least one call, even without input: output may still stand in the window.
    do {
        const uInt left_in = stream->avail_in, left_out = stream->avail_out;
        code = inflate(stream, Z_NO_FLUSH);
        if (stream->avail_in != left_in || stream->avail_out != left_out) inflater->complete = false;
        if (code == Z_STREAM_END) {  // another member may follow
            inflater->complete = true;
            inflateReset(stream);
        } else if (code != Z_OK) {
            break;
        }
    } while (stream->avail_in && stream->avail_out);
    *consumed = stream->next_in - (Bytef *)input;
    *produced = stream->next_out - output;
    if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) return 0;
    inflater->error = stream->msg ? stream->msg : "damaged gzip data";
    return -1;
}

int32_t shuli_inflater_run(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced) {
    if (inflater->compression == SHULI_COMPRESSION_GZIP)
        return run_gzip(inflater, input, input_length, consumed, output, output_length, produced);
    ZSTD_inBuffer in = {input, (size_t)input_length, 0};
    ZSTD_outBuffer out = {output, (size_t)output_length, 0};
    size_t code = 0;
    do {
        const size_t in_before = in.pos, out_before = out.pos;
        code = ZSTD_decompressStream(inflater->zstd, &out, &in);
        if (ZSTD_isError(code)) break;
        if (in.pos != in_before || out.pos != out_before) inflater->complete = code == 0;
    } while (in.pos < in.size && out.pos < out.size);
    *consumed = (int64_t)in.pos;
    *produced = (int64_t)out.pos;
    if (!ZSTD_isError(code)) return 0;
    inflater->error = ZSTD_getErrorName(code);
    return -1;
}

int32_t shuli_inflater_is_complete(const ShuliInflater *inflater) { return inflater->complete; }

const char *shuli_inflater_error(const ShuliInflater *inflater) {
    return inflater->error ? inflater->error : "no error";
}
