// Arithmetic on rows of sixteen numbers in vector registers. Swift's optimizer does not inline the operations of the
// standard library that these are made of: widening, maximum, broadcast.
//
// A row is aligned to 16 bytes, whether its numbers have 16 bits or 8. Sums wrap around: they are made of unsigned numbers,
// because C leaves the overflow of signed ones undefined. No function has a vector as a parameter or result: how one is passed
// depends on the processor.
#ifndef SHULI_CVECTORS_H
#define SHULI_CVECTORS_H

#include <stdint.h>

typedef int16_t shuli_row __attribute__((vector_size(32), aligned(16), may_alias));
typedef uint16_t shuli_row_bits __attribute__((vector_size(32), aligned(16), may_alias));
typedef int8_t shuli_bytes __attribute__((vector_size(16), aligned(16), may_alias));

/// Adds a row of 16-bit numbers to a row of sums.
static inline __attribute__((always_inline)) void shuli_add(int16_t *sums, const int16_t *row) {
    *(shuli_row_bits *)sums += *(const shuli_row_bits *)row;
}

/// Adds a row of 8-bit numbers to a row of sums.
static inline __attribute__((always_inline)) void shuli_add_bytes(int16_t *sums, const int8_t *row) {
    *(shuli_row_bits *)sums += (shuli_row_bits)__builtin_convertvector(*(const shuli_bytes *)row, shuli_row);
}

/// For each column the greatest sum of `scores[k]` and the number of the k-th of sixteen rows.
static inline __attribute__((always_inline)) void shuli_reach(
    const int16_t *rows, const int16_t *scores, int16_t *reached) {
    const shuli_row_bits *from = (const shuli_row_bits *)rows;
    shuli_row greatest = (shuli_row)(from[0] + (uint16_t)scores[0]);
#pragma clang loop unroll(full)
    for (int k = 1; k < 16; k++) {
        greatest = __builtin_elementwise_max(greatest, (shuli_row)(from[k] + (uint16_t)scores[k]));
    }
    *(shuli_row *)reached = greatest;
}

/// `scores` becomes its sum with `reached`, less the greatest of the sums; no number is less than `least`, before or after.
static inline __attribute__((always_inline)) void shuli_settle(int16_t *scores, const int16_t *reached, int16_t least) {
    shuli_row bound = (shuli_row){0} + least;
    shuli_row_bits before = (shuli_row_bits)__builtin_elementwise_max(*(const shuli_row *)reached, bound);
    shuli_row_bits sums = *(const shuli_row_bits *)scores + before;
    uint16_t greatest = (uint16_t)__builtin_reduce_max((shuli_row)sums);
    *(shuli_row *)scores = __builtin_elementwise_max((shuli_row)(sums - greatest), bound);
}

/// The first place at which the sum of two rows is greatest, 0 to 15.
static inline __attribute__((always_inline)) int shuli_greatest(const int16_t *a, const int16_t *b) {
    shuli_row sums = (shuli_row)(*(const shuli_row_bits *)a + *(const shuli_row_bits *)b);
    shuli_row places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    shuli_row isGreatest = sums == __builtin_reduce_max(sums);
    return __builtin_reduce_min((places & isGreatest) | (~isGreatest & 15));
}

#endif
