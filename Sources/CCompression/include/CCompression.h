// Gzip and deflate (zlib), Zstandard and Brotli: streaming decompression behind one opaque type, and compression of a
// piece at once.
#ifndef SHULI_CCOMPRESSION_H
#define SHULI_CCOMPRESSION_H

#include <stdint.h>

enum {
    SHULI_COMPRESSION_GZIP = 1,
    SHULI_COMPRESSION_ZSTD = 2,
    /// The `deflate` of HTTP as the standard says: with zlib's header (RFC 1950).
    SHULI_COMPRESSION_ZLIB = 3,
    /// The `deflate` of HTTP as some servers send it: without a header (RFC 1951).
    SHULI_COMPRESSION_DEFLATE = 4,
    SHULI_COMPRESSION_BROTLI = 5,
};

enum {
    /// All input is used, or the output is full.
    SHULI_INFLATER_MORE = 0,
    /// A member or frame has ended; its checksum was right.
    SHULI_INFLATER_END = 1,
    SHULI_INFLATER_DAMAGED = -1,
    /// The data could be inflated, but its checksum or length is another.
    SHULI_INFLATER_CHECKSUM = -2,
};

typedef struct ShuliInflater ShuliInflater;

/// NULL where memory ran out.
ShuliInflater *shuli_inflater_open(int32_t compression);
void shuli_inflater_close(ShuliInflater *inflater);
/// Makes ready for a member or frame, whatever came before.
void shuli_inflater_reset(ShuliInflater *inflater);
/// Inflates from `input` to `output`, up to the end of a member or frame; `*consumed` and `*produced` tell how far it
/// came, also where it fails. Call it again with what is left, and also without input as long as the output came back
/// full. After anything but MORE the inflater must be reset.
int32_t shuli_inflater_run(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced);
/// What was wrong with the data; lives as long as the inflater.
const char *shuli_inflater_error(const ShuliInflater *inflater);

/// The most bytes that `length` bytes can take when they are compressed.
int64_t shuli_compressed_bound(int32_t compression, int64_t length);
/// Compresses a piece into one member (gzip) or frame (Zstandard) with a checksum; returns its length, or -1 where
/// memory ran out. The same bytes for the same input and level.
int64_t shuli_compress(
    int32_t compression, int32_t level, const uint8_t *input, int64_t input_length, uint8_t *output,
    int64_t output_length);
/// CRC-32 as gzip has it.
uint32_t shuli_checksum(const uint8_t *input, int64_t length);
/// CRC-32 of bytes that come after others, whose CRC-32 is `before`; 0 where none come before.
uint32_t shuli_checksum_after(uint32_t before, const uint8_t *input, int64_t length);

/// The version of zlib or of Zstandard.
const char *shuli_compression_version(int32_t compression);

#endif
