#ifndef SHULI_NESTING_H
#define SHULI_NESTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t name;
    uint16_t kind;
    uint8_t priority;
} ShuliOpenElement;

/// The names of the open elements, as the parser has them on its own stack.
///
/// For an end tag, and for <body>, the parser searches its whole stack, so deep nesting takes quadratic time. Tags nested deeper than
/// 512, which no article page comes near, are therefore left out; for those of blocks a <br> keeps the text apart.
typedef struct {
    ShuliOpenElement *elements;
    int64_t depth, capacity;
    bool failed;
} ShuliNesting;

/// To be called once before all others.
void shuli_nesting_initialize(void);

/// Whether a start tag is nested too deeply. Notes the element as open unless it has no contents.
bool shuli_opens_too_deep(ShuliNesting *nesting, const char *name, size_t width, const char *tag_end);

/// Whether an end tag belongs to a start tag that was nested too deeply. Elements that it closes are no longer open.
bool shuli_closes_too_deep(ShuliNesting *nesting, const char *name, size_t width);

/// Copies what takes the place of a tag that is nested too deeply, never longer than the tag.
char *shuli_put_omitted(char *out, const char *name, size_t width, const char *tag, const char *tag_end);

#endif
