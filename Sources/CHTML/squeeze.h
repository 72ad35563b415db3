#ifndef SHULI_SQUEEZE_H
#define SHULI_SQUEEZE_H

#include <stdint.h>

/// Copies a page without what is inside of comments, styles and scripts other than of JSON, but for its line breaks. The
/// parser looks at that character by character, and nobody reads it. `out` has room for `length` bytes; returns how many
/// were written.
int64_t shuli_html_squeeze(const char *html, int64_t length, char *out);

#endif
