#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "squeeze.h"

static bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

static bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f'; }

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

static bool holds(const char *start, const char *end, const char *word) {
    const size_t length = strlen(word);
    for (; end - start >= (int64_t)length; start++)
        if (strncasecmp(start, word, length) == 0) return true;
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

int64_t shuli_html_squeeze(const char *html, int64_t length, char *out) {
    const char *const end = html + length;
    char *const begin = out;
    const char *copied = html, *at = html;
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
            const char *close = comment_end(at + 4, end);
            if (!close) break;
            out = put(out, copied, at + 4);
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
        at = content;
        const bool is_script = width == 6 && strncasecmp(name, "script", 6) == 0;
        const bool is_raw = is_script || (width == 5 && strncasecmp(name, "style", 5) == 0);
        if (is_closing || !is_raw) continue;
        const char *close = closing(content, end, name, width);
        if (!close) break;
        at = close;
        if (is_script && holds(name_end, content, "json")) continue;
        out = put(out, copied, content);
        out = put_line_breaks(out, content, close);
        copied = close;
    }
    out = put(out, copied, end);
    return out - begin;
}
