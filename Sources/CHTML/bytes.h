#ifndef SHULI_BYTES_H
#define SHULI_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// What squeeze.c and tags.c read and write bytes with.

static inline bool is_letter(char byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static inline bool is_digit(char byte) { return (uint8_t)(byte - '0') < 10; }

static inline bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

// Whether some bytes are a word, or its beginning. The word is in lower case and has ASCII letters, digits and hyphens alone.
static inline bool begins(const char *bytes, size_t length, const char *word) {
    for (size_t index = 0; index < length; index++)
        if ((bytes[index] | 0x20) != word[index]) return false;
    return true;
}

static inline bool is_name(const char *name, size_t length, const char *word) {
    return begins(name, length, word) && !word[length];
}

// Whether a name is one of a list, which ends with NULL.
static inline bool is_one_of(const char *name, size_t length, const char *const *words) {
    for (; *words; words++)
        if (is_name(name, length, *words)) return true;
    return false;
}

// Whether a range contains a word, which is written as above.
static inline bool holds(const char *start, const char *end, const char *word) {
    const size_t length = strlen(word);
    for (; end - start >= (int64_t)length; start++)
        if (begins(start, length, word)) return true;
    return false;
}

static inline char *put(char *out, const char *start, const char *end) {
    memcpy(out, start, (size_t)(end - start));
    return out + (end - start);
}

static inline char *put_line_breaks(char *out, const char *start, const char *end) {
    while ((start = memchr(start, '\n', (size_t)(end - start)))) {
        *out++ = '\n';
        start++;
    }
    return out;
}

#endif
