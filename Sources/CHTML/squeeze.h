#ifndef SHULI_SQUEEZE_H
#define SHULI_SQUEEZE_H

#include <stdint.h>

/// Copies a page for the parser, which reads character by character, without what is not used: comments, styles, scripts other than
/// JSON, attributes other than those of CHTML.h, and of white space in text all but one space. Every line break is copied, so that the
/// numbers of lines stay the same. What would take the parser quadratic time is left out as well: tags nested more than 512 deep and the
/// attributes of malformed tags that may have more than 1,000. `out` has room for `length` bytes; returns how many were written.
int64_t shuli_html_squeeze(const char *html, int64_t length, char *out);

#endif
