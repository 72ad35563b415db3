#include <stdlib.h>

#include "bytes.h"
#include "nesting.h"
#include "tags.h"

// The next </name, whose name is in lower case; NULL where there is none.
static const char *closing(const char *at, const char *end, const char *name, size_t length) {
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at < (int64_t)length + 2) return NULL;
        if (at[1] == '/' && begins(at + 2, length, name)) return at;
        at++;
    }
    return NULL;
}

static const char *comment_end(const char *at, const char *end) {
    while ((at = memchr(at, '-', (size_t)(end - at)))) {
        if (end - at < 3) return NULL;
        if (at[1] == '-' && at[2] == '>') return at;
        at++;
    }
    return NULL;
}

// Whether one of eight bytes may be white space, which is below 0x21 as control characters are.
static bool may_hold_space(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word - UINT64_C(0x2121212121212121)) & ~word & UINT64_C(0x8080808080808080);
}

// Copies text. White space between words becomes its line breaks, or one space where it has none: three quarters of the bytes
// between the tags of a page are indentation.
static char *put_text(char *out, const char *start, const char *end) {
    while (start < end) {
        while (end - start >= 8 && !may_hold_space(start)) {
            memcpy(out, start, 8);
            out += 8;
            start += 8;
        }
        const char *word = start;
        while (word < end && !is_space(*word)) *out++ = *word++;
        const char *const gap = word;
        char *const before = out;
        for (; word < end && is_space(*word); word++)
            if (*word == '\n') *out++ = '\n';
        if (word > gap && out == before) *out++ = ' ';
        start = word;
    }
    return out;
}

static char *put_text_of(bool is_preformatted, char *out, const char *start, const char *end) {
    return is_preformatted ? put(out, start, end) : put_text(out, start, end);
}

int64_t shuli_html_squeeze(const char *html, int64_t length, char *out, ShuliSetAside *aside) {
    const char *end = html + length;
    char *const begin = out;
    const char *copied = html, *at = html;
    // White space counts inside `pre`: what is copied there is copied as it is.
    bool is_preformatted = false;
    ShuliNesting nesting = {0};
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
            const char *close = comment_end(at + 4, end);
            if (!close) break;
            out = put(put_text_of(is_preformatted, out, copied, at), at, at + 4);
            out = put_line_breaks(out, at + 4, close);
            copied = close;
            at = close + 3;
            continue;
        }
        const char *name = at + 1;
        const bool is_closing = name < end && *name == '/';
        if (is_closing) name++;
        if (name >= end || !is_letter(*name)) {
            at++;
            continue;
        }
        const char *name_end = name;
        while (name_end < end && !is_space(*name_end) && *name_end != '>' && *name_end != '/') name_end++;
        const char *content = shuli_tag_end(name_end, end);
        if (!content) {
            // The parser takes all that follows for attributes of this tag.
            if (shuli_has_many_words(at, end)) end = at;
            break;
        }
        const size_t width = (size_t)(name_end - name);
        const bool is_script = is_name(name, width, "script");
        const bool is_raw = is_script || is_name(name, width, "style");
        const char *close = NULL;
        if (!is_closing && is_raw) {
            close = closing(content, end, is_script ? "script" : "style", width);
            if (is_script) shuli_note_script(aside, content - html, (close ? close : end) - html);
            const char *behind = close ? shuli_tag_end(close + 2 + width, end) : NULL;
            if (behind && !(is_script && holds(name_end, content, "json"))) {
                out = put_line_breaks(put_text_of(is_preformatted, out, copied, at), at, behind);
                copied = at = behind;
                continue;
            }
        }
        const bool is_omitted = !is_raw && (is_closing ? shuli_closes_too_deep(&nesting, name, width)
                                                       : shuli_opens_too_deep(&nesting, name, width, content));
        if (is_omitted) {
            out = shuli_put_omitted(put_text_of(is_preformatted, out, copied, at), name, width, at, content);
            copied = at = content;
            continue;
        }
        if (!is_closing && content - name_end > 1) {
            out = shuli_put_tag(
                put_text_of(is_preformatted, out, copied, at), html, at, name_end, content, aside);
            copied = content;
        }
        if (is_name(name, width, "pre")) {
            // Unless it was copied above, the tag is copied here: the text before and behind it are copied in different ways.
            if (copied < content) out = put(put_text_of(is_preformatted, out, copied, at), at, content);
            copied = content;
            is_preformatted = !is_closing;
        }
        at = content;
        if (is_closing || !is_raw) continue;
        if (!close) break;
        out = put(put_text_of(is_preformatted, out, copied, content), content, close);
        copied = at = close;
    }
    out = put_text_of(is_preformatted, out, copied, end);
    free(nesting.elements);
    return out - begin;
}
