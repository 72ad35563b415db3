#ifndef SHULI_SQUEEZE_H
#define SHULI_SQUEEZE_H

#include <stdbool.h>
#include <stdint.h>

#include "CHTML.h"

/// What the parser does not see of a page.
typedef struct {
    /// The contents of the scripts, in order.
    ShuliHTMLScript *scripts;
    int64_t script_count, script_capacity;
    /// Attributes, whose values the parser would read character by character and allocate. A tag has an attribute `SHULI_MARK` in their
    /// place, whose value is the number of the tag. The values are ranges of the page.
    ShuliHTMLAttribute *attributes;
    int64_t count, capacity;
    /// Where the attributes of each tag begin, which end where those of the next one begin.
    int64_t *tags;
    int64_t tag_count, tag_capacity;
} ShuliSetAside;

#define SHULI_MARK "_"

void shuli_set_aside_free(ShuliSetAside *aside);

/// Notes where the contents of a script are. Without memory it is left out.
void shuli_note_script(ShuliSetAside *aside, int64_t start, int64_t end);

/// Copies a page for the parser, which reads character by character, without what is not used: comments, styles, scripts other than
/// JSON, attributes other than those of CHTML.h, and of white space in text all but one space; and with most other attributes set aside.
/// Every line break is copied, so that the numbers of lines stay the same. What would take the parser quadratic time is left out as well:
/// tags nested more than 512 deep and the attributes of malformed tags that may have more than 1,000. `out` has room for `length` bytes;
/// returns how many were written.
int64_t shuli_html_squeeze(const char *html, int64_t length, char *out, ShuliSetAside *aside);

#endif
