#ifndef SHULI_TAGS_H
#define SHULI_TAGS_H

#include <stddef.h>

#include "squeeze.h"

/// To be called once before all others.
void shuli_tags_initialize(void);

/// The number of the attribute of a name, in capital or small letters; 0 for one that is not kept.
uint8_t shuli_attribute_number(const char *name, size_t length);

/// The end of the tag that begins at `tag`, after its >; NULL where there is none. A > in quotation marks after = does not count.
const char *shuli_tag_end(const char *tag, const char *end);

/// Whether a tag that is not well-formed may have more attributes than the parser can compare with one another.
bool shuli_has_many_words(const char *at, const char *end);

/// Copies a start tag from its < to its >. Line breaks take the place of attributes that are not used, and of those that are set aside;
/// these have a mark in the tag. Returns the end of the copy, which is never longer than the tag.
char *shuli_put_tag(
    char *out, const char *page, const char *tag, const char *name_end, const char *tag_end, ShuliSetAside *aside);

#endif
