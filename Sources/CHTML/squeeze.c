#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "CHTML.h"
#include "squeeze.h"

static bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

static const bool spaces[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['\f'] = true};

static bool is_space(char byte) { return spaces[(unsigned char)byte]; }

// Behind the > of the tag that begins at `tag`; NULL where there is none. A > between quotation marks behind = is none.
static const char *tag_end(const char *tag, const char *end) {
    char before = 0;
    for (const char *at = tag; at < end; at++) {
        if (*at == '>') return at + 1;
        if ((*at == '"' || *at == '\'') && before == '=') {
            at = memchr(at + 1, *at, (size_t)(end - at - 1));
            if (!at) return NULL;
        }
        if (!is_space(*at)) before = *at;
    }
    return NULL;
}

// Whether a word, in small letters, stands somewhere.
static bool holds(const char *start, const char *end, const char *word) {
    const size_t length = strlen(word);
    for (; end - start >= (int64_t)length; start++)
        if ((*start | 0x20) == *word && strncasecmp(start, word, length) == 0) return true;
    return false;
}

// Where </name begins; NULL where it does not.
static const char *closing(const char *at, const char *end, const char *name, size_t length) {
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at < (int64_t)length + 2) return NULL;
        if (at[1] == '/' && strncasecmp(at + 2, name, length) == 0) return at;
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

static char *put(char *out, const char *start, const char *end) {
    memcpy(out, start, (size_t)(end - start));
    return out + (end - start);
}

static char *put_line_breaks(char *out, const char *start, const char *end) {
    while ((start = memchr(start, '\n', (size_t)(end - start)))) {
        *out++ = '\n';
        start++;
    }
    return out;
}

// Copies text, of white space between words its line breaks alone, or one blank where it has none: three quarters of what
// stands between the tags of a page is their indentation.
static char *put_text(char *out, const char *start, const char *end) {
    while (start < end) {
        const char *word = start;
        while (word < end && !is_space(*word)) word++;
        out = put(out, start, word);
        const char *const gap = word;
        char *const before = out;
        for (; word < end && is_space(*word); word++)
            if (*word == '\n') *out++ = '\n';
        if (word > gap && out == before) *out++ = ' ';
        start = word;
    }
    return out;
}

static bool is_name_byte(char byte) {
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == ':' || byte == '_' || byte == '.' || byte == '-';
}

// Whether the parser keeps an attribute of this name.
static bool is_kept(const char *name, size_t length) {
    static const char *const kept[] = {
#define SHULI_ATTRIBUTE_TEXT(name, text) text,
        SHULI_ATTRIBUTES(SHULI_ATTRIBUTE_TEXT)
#undef SHULI_ATTRIBUTE_TEXT
    };
    for (size_t index = 0; index < sizeof kept / sizeof *kept; index++)
        if (kept[index][0] == (name[0] | 0x20) && strncasecmp(kept[index], name, length) == 0 && !kept[index][length])
            return true;
    return false;
}

// Whether an attribute is a style that hides nothing. Some editors write one of hundreds of characters for every line.
static bool is_plain_style(const char *name, size_t length, const char *value, const char *end) {
    return length == 5 && strncasecmp(name, "style", 5) == 0 && !holds(value, end, "none") && !holds(value, end, "hidden");
}

// Copies a tag from its < to behind its >, without attributes that nobody reads, but for their line breaks. A tag that is
// not written as it should be is copied as it is.
static char *put_tag(char *out, const char *tag, const char *name_end, const char *tag_end) {
    const char *const last = tag_end - 1;
    char *const begin = out;
    const char *at = name_end;
    out = put(out, tag, name_end);
    while (at < last) {
        if (is_space(*at) || (*at == '/' && at + 1 == last)) {
            // Attributes were dropped before: their blanks come together.
            if (*at != ' ' || out[-1] != ' ') *out++ = *at;
            at++;
            continue;
        }
        const char *const name = at;
        if (!is_letter(*at)) return put(begin, tag, tag_end);
        while (at < last && is_name_byte(*at)) at++;
        const size_t length = (size_t)(at - name);
        const char *value = at;
        while (value < last && is_space(*value)) value++;
        if (value < last && *value == '=') {
            value++;
            while (value < last && is_space(*value)) value++;
            if (value == last) return put(begin, tag, tag_end);
            if (*value == '"' || *value == '\'') {
                at = memchr(value + 1, *value, (size_t)(last - value - 1));
                if (!at) return put(begin, tag, tag_end);
                at++;
            } else {
                at = value;
                while (at < last && !is_space(*at)) {
                    if (strchr("\"'<=`", *at)) return put(begin, tag, tag_end);
                    at++;
                }
            }
        }
        // What follows a value or a name directly is no attribute.
        if (at < last && !is_space(*at) && !(*at == '/' && at + 1 == last)) return put(begin, tag, tag_end);
        const bool is_read = is_kept(name, length) && !is_plain_style(name, length, value, at);
        out = is_read ? put(out, name, at) : put_line_breaks(out, name, at);
    }
    *out++ = '>';
    return out;
}

int64_t shuli_html_squeeze(const char *html, int64_t length, char *out) {
    const char *const end = html + length;
    char *const begin = out;
    const char *copied = html, *at = html;
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
            const char *close = comment_end(at + 4, end);
            if (!close) break;
            out = put(put_text(out, copied, at), at, at + 4);
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
        const char *content = tag_end(name_end, end);
        if (!content) break;
        const size_t width = (size_t)(name_end - name);
        const bool is_script = width == 6 && strncasecmp(name, "script", 6) == 0;
        const bool is_raw = is_script || (width == 5 && strncasecmp(name, "style", 5) == 0);
        const char *close = NULL;
        if (!is_closing && is_raw) {
            close = closing(content, end, name, width);
            const char *behind = close ? tag_end(close + 2 + width, end) : NULL;
            if (behind && !(is_script && holds(name_end, content, "json"))) {
                // Goes as a whole.
                out = put_line_breaks(put_text(out, copied, at), at, behind);
                copied = at = behind;
                continue;
            }
        }
        if (!is_closing && content - name_end > 1) {
            out = put_tag(put_text(out, copied, at), at, name_end, content);
            copied = content;
        }
        at = content;
        if (is_closing || !is_raw) continue;
        if (!close) break;
        out = put(put_text(out, copied, content), content, close);
        copied = at = close;
    }
    out = put_text(out, copied, end);
    return out - begin;
}
