// A growing byte buffer for the results that CICU hands out. An allocation that fails leaves `failed` set and
// every later append does nothing, so that callers check once at the end.
#ifndef SHULI_BUFFER_H
#define SHULI_BUFFER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *bytes;
    int64_t length, capacity;
    bool failed;
} Buffer;

static inline char *buffer_reserve(Buffer *buffer, int64_t extra) {
    if (buffer->failed) return NULL;
    if (buffer->length + extra > buffer->capacity) {
        int64_t capacity = buffer->capacity ? buffer->capacity : 256;
        while (capacity < buffer->length + extra) capacity *= 2;
        char *bytes = realloc(buffer->bytes, (size_t)capacity);
        if (!bytes) {
            buffer->failed = true;
            return NULL;
        }
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

static inline void buffer_append(Buffer *buffer, const void *bytes, int64_t length) {
    char *at = buffer_reserve(buffer, length);
    if (at && length) memcpy(at, bytes, (size_t)length);
    if (at) buffer->length += length;
}

static inline void buffer_free(Buffer *buffer) {
    free(buffer->bytes);
    *buffer = (Buffer){0};
}

#endif
