#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "CCompression.h"

int64_t shuli_compressed_bound(int32_t compression, int64_t length) {
    // zlib's own bound is for its usual window; 18 bytes are gzip's head and tail.
    if (compression == SHULI_COMPRESSION_GZIP) return (int64_t)compressBound((uLong)length) + 18;
    return (int64_t)ZSTD_compressBound((size_t)length);
}

static int64_t compress_gzip(
    int32_t level, const uint8_t *input, int64_t input_length, uint8_t *output, int64_t output_length) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
    const int64_t most = 1 << 30;
    int64_t used = 0, made = 0;
    int code = Z_OK;
    while (code == Z_OK || code == Z_BUF_ERROR) {
        const int64_t rest = input_length - used, space = output_length - made;
        stream.next_in = (Bytef *)input + used;
        stream.avail_in = (uInt)(rest < most ? rest : most);
        stream.next_out = output + made;
        stream.avail_out = (uInt)(space < most ? space : most);
        const uInt in = stream.avail_in, out = stream.avail_out;
        code = deflate(&stream, rest <= most ? Z_FINISH : Z_NO_FLUSH);
        used += in - stream.avail_in;
        made += out - stream.avail_out;
        if (in == stream.avail_in && out == stream.avail_out) break;
    }
    deflateEnd(&stream);
    return code == Z_STREAM_END ? made : -1;
}

int64_t shuli_compress(
    int32_t compression, int32_t level, const uint8_t *input, int64_t input_length, uint8_t *output,
    int64_t output_length) {
    if (compression == SHULI_COMPRESSION_GZIP) return compress_gzip(level, input, input_length, output, output_length);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (!context) return -1;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    const size_t made = ZSTD_compress2(context, output, (size_t)output_length, input, (size_t)input_length);
    ZSTD_freeCCtx(context);
    return ZSTD_isError(made) ? -1 : (int64_t)made;
}

uint32_t shuli_checksum(const uint8_t *input, int64_t length) { return shuli_checksum_after(0, input, length); }

uint32_t shuli_checksum_after(uint32_t before, const uint8_t *input, int64_t length) {
    const int64_t most = 1 << 30;
    uLong sum = before;
    while (length > 0) {
        const int64_t piece = length < most ? length : most;
        sum = crc32(sum, input, (uInt)piece);
        input += piece;
        length -= piece;
    }
    return (uint32_t)sum;
}

const char *shuli_compression_version(int32_t compression) {
    return compression == SHULI_COMPRESSION_GZIP ? zlibVersion() : ZSTD_versionString();
}
