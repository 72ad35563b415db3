#ifndef SHULI_SQUEEZE_H
#define SHULI_SQUEEZE_H

#include <stdint.h>

/// Copies a page without what nobody reads: what is inside of comments, styles and scripts other than of JSON, attributes
/// other than those of CHTML.h, and of white space in text all but one character or the line breaks, which stay
/// everywhere. The parser would look at all that character by character. `out` has room for `length` bytes; returns how
/// many were written.
int64_t shuli_html_squeeze(const char *html, int64_t length, char *out);

#endif
