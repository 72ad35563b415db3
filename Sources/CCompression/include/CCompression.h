// Gzip (zlib) and Zstandard: streaming decompression behind one opaque type, and compression of a piece at once.
#ifndef SHULI_CCOMPRESSION_H
#define SHULI_CCOMPRESSION_H

#include <stdint.h>

enum { SHULI_COMPRESSION_GZIP = 1, SHULI_COMPRESSION_ZSTD = 2 };

typedef struct ShuliInflater ShuliInflater;

/// NULL where memory ran out.
ShuliInflater *shuli_inflater_open(int32_t compression);
void shuli_inflater_close(ShuliInflater *inflater);
/// Inflates from `input` to `output`; `*consumed` and `*produced` tell how far it came. Call it again
/// with what is left, and also without input as long as the output came back full.
/// Returns 0, or -1 where the data is damaged (shuli_inflater_error says how).
int32_t shuli_inflater_run(
    ShuliInflater *inflater, const uint8_t *input, int64_t input_length, int64_t *consumed, uint8_t *output,
    int64_t output_length, int64_t *produced);
/// Whether all members or frames seen so far were complete: false at the end of the input means that it was cut off.
int32_t shuli_inflater_is_complete(const ShuliInflater *inflater);
/// What was wrong with the data; lives as long as the inflater.
const char *shuli_inflater_error(const ShuliInflater *inflater);

/// The most bytes that `length` bytes can take when they are compressed.
int64_t shuli_compressed_bound(int32_t compression, int64_t length);
/// Compresses a piece into one member or frame with a checksum; returns its length, or -1 where memory ran out.
/// The same bytes for the same input and level.
int64_t shuli_compress(
    int32_t compression, int32_t level, const uint8_t *input, int64_t input_length, uint8_t *output,
    int64_t output_length);
/// CRC-32 as gzip has it.
uint32_t shuli_checksum(const uint8_t *input, int64_t length);

#endif
