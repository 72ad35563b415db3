#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "CHTML.h"
#include "squeeze.h"

static bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

static const bool spaces[256] = {[' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['\f'] = true};

static bool is_space(char byte) { return spaces[(unsigned char)byte]; }

// The end of the tag that begins at `tag`, after its >; NULL where there is none. A > in quotation marks after = does not count.
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

// Whether a range contains a word, which is given in lower case.
static bool holds(const char *start, const char *end, const char *word) {
    const size_t length = strlen(word);
    for (; end - start >= (int64_t)length; start++)
        if ((*start | 0x20) == *word && strncasecmp(start, word, length) == 0) return true;
    return false;
}

// The next </name; NULL where there is none.
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

// Copies text. White space between words becomes its line breaks, or one space where it has none: three quarters of the bytes
// between the tags of a page are indentation.
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

static char *put_text_of(bool is_preformatted, char *out, const char *start, const char *end) {
    return is_preformatted ? put(out, start, end) : put_text(out, start, end);
}

static bool is_name(const char *name, size_t width, const char *expected) {
    return strncasecmp(name, expected, width) == 0 && !expected[width];
}

static bool is_one_of(const char *name, size_t width, const char *const *names) {
    for (; *names; names++)
        if ((name[0] | 0x20) == **names && is_name(name, width, *names)) return true;
    return false;
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

// Whether an attribute is read of an element of this name with this value. Addresses are read of links and pictures alone, and a
// picture that is part of the page itself (data:…) has no address.
static bool is_read(const char *tag, size_t width, const char *name, size_t length, const char *value, const char *end) {
    static const char *const of_pictures[] = {"alt", "data-actualsrc", "data-lazy-src", "data-original", "data-src", "file", "src", NULL};
    const char first = name[0] | 0x20;
    if (first == 'h' && is_name(name, length, "href")) return width == 1 && (*tag | 0x20) == 'a';
    if ((first != 'a' && first != 'd' && first != 'f' && first != 's') || !is_one_of(name, length, of_pictures)) return true;
    if (width != 3 || strncasecmp(tag, "img", 3) != 0) return false;
    if (value < end && (*value == '"' || *value == '\'')) value++;
    return end - value < 5 || strncasecmp(value, "data:", 5) != 0;
}

// Whether an attribute is a style that hides nothing. Some editors write one of hundreds of characters for every line.
static bool is_plain_style(const char *name, size_t length, const char *value, const char *end) {
    return length == 5 && strncasecmp(name, "style", 5) == 0 && !holds(value, end, "none") && !holds(value, end, "hidden");
}

// The parser compares each attribute of a tag with all before it, so a tag with many takes quadratic time. The attributes of a
// malformed tag are not looked at here; where they may be more than this, they are left out.
static const int64_t maximum_words = 1000;

static bool has_many_words(const char *at, const char *end) {
    int64_t words = 0;
    for (; at < end; at++) words += is_space(*at);
    return words > maximum_words;
}

// Copies a malformed tag as it is, or without its attributes where they may be too many.
static char *put_malformed(char *out, const char *tag, const char *name_end, const char *tag_end) {
    if (!has_many_words(tag, tag_end)) return put(out, tag, tag_end);
    out = put_line_breaks(put(out, tag, name_end), name_end, tag_end);
    *out++ = '>';
    return out;
}

// Copies a tag from its < to its >, with line breaks in place of attributes that are not used.
static char *put_tag(char *out, const char *tag, const char *name_end, const char *tag_end) {
    const char *const last = tag_end - 1;
    char *const begin = out;
    const char *at = name_end;
    out = put(out, tag, name_end);
    while (at < last) {
        if (is_space(*at) || (*at == '/' && at + 1 == last)) {
            // The spaces around dropped attributes become one.
            if (*at != ' ' || out[-1] != ' ') *out++ = *at;
            at++;
            continue;
        }
        const char *const name = at;
        if (!is_letter(*at)) return put_malformed(begin, tag, name_end, tag_end);
        while (at < last && is_name_byte(*at)) at++;
        const size_t length = (size_t)(at - name);
        const char *value = at;
        while (value < last && is_space(*value)) value++;
        if (value < last && *value == '=') {
            value++;
            while (value < last && is_space(*value)) value++;
            if (value == last) return put_malformed(begin, tag, name_end, tag_end);
            if (*value == '"' || *value == '\'') {
                at = memchr(value + 1, *value, (size_t)(last - value - 1));
                if (!at) return put_malformed(begin, tag, name_end, tag_end);
                at++;
            } else {
                at = value;
                while (at < last && !is_space(*at)) {
                    if (strchr("\"'<=`", *at)) return put_malformed(begin, tag, name_end, tag_end);
                    at++;
                }
            }
        }
        // Anything but white space directly after a value or a name is an error.
        if (at < last && !is_space(*at) && !(*at == '/' && at + 1 == last)) return put_malformed(begin, tag, name_end, tag_end);
        const bool is_used = is_kept(name, length) && !is_plain_style(name, length, value, at) &&
                             is_read(tag + 1, (size_t)(name_end - tag - 1), name, length, value, at);
        out = is_used ? put(out, name, at) : put_line_breaks(out, name, at);
    }
    *out++ = '>';
    return out;
}

// The names of the open elements, as the parser has them on its own stack.
//
// For an end tag, and for <body>, the parser searches its whole stack, so deep nesting takes quadratic time. Tags nested deeper than
// `maximum_depth`, which no article page comes near, are therefore left out; for those of blocks a <br> keeps the text apart.
static const int64_t maximum_depth = 512;

typedef struct {
    uint32_t name;
    uint16_t kind;
    uint8_t priority;
} OpenElement;

typedef struct {
    OpenElement *elements;
    int64_t depth, capacity;
    bool failed;
} Nesting;

// Elements that the start tags of some others close, a bit each.
enum { PARAGRAPH = 1, ITEM = 2, TERM = 4, CHOICE = 8, CELL = 16, ROW = 32, ROWS = 64, LINK = 128, FONT = 256, BLOCK = 512 };

// An end tag does not close elements of a higher priority (libxml2's htmlEndPriority), and a start tag closes elements of some kinds
// that were opened last (the part of libxml2's htmlStartClose that pages without end tags need).
typedef struct {
    const char *name;
    uint16_t kind, closes;
    uint8_t priority;
} Element;

static const Element elements[] = {
    {"a", LINK, LINK, 100},
    {"dd", TERM, PARAGRAPH | TERM, 100},
    {"div", BLOCK, PARAGRAPH, 150},
    {"dt", TERM, PARAGRAPH | TERM, 100},
    {"font", FONT, 0, 100},
    {"li", ITEM, PARAGRAPH | ITEM, 100},
    {"option", CHOICE, CHOICE, 100},
    {"p", PARAGRAPH, PARAGRAPH, 100},
    {"table", BLOCK, PARAGRAPH, 190},
    {"tbody", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180},
    {"td", CELL, PARAGRAPH | CELL | LINK | FONT, 160},
    {"tfoot", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180},
    {"th", CELL, PARAGRAPH | CELL | LINK | FONT, 160},
    {"thead", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180},
    {"tr", ROW, PARAGRAPH | CELL | ROW, 170},
    {"ul", BLOCK, PARAGRAPH, 100},
};

static Element element(const char *name, size_t width) {
    for (size_t index = 0; index < sizeof elements / sizeof *elements; index++)
        if ((name[0] | 0x20) == elements[index].name[0] && is_name(name, width, elements[index].name)) return elements[index];
    return (Element){.priority = 100};
}

static uint32_t name_hash(const char *name, size_t width) {
    uint32_t hash = 0x811c9dc5;
    for (size_t index = 0; index < width; index++) hash = (hash ^ (uint8_t)(name[index] | 0x20)) * 0x01000193;
    return hash;
}

static bool is_paragraph(const char *name, size_t width) { return width == 1 && (*name | 0x20) == 'p'; }

// Whether a start tag is nested too deeply. Notes the element as open unless it has no contents. Paragraphs are never too deep,
// because they do not nest in one another.
static bool opens_too_deep(Nesting *nesting, const char *name, size_t width, const char *tag_end) {
    static const char *const uncounted[] = {"area",  "base",  "body", "br",   "col", "frame", "head", "hr",
                                            "html",  "img",   "input", "link", "meta", "param", NULL};
    // A slash at the end of an unquoted value closes nothing.
    const bool is_closed = tag_end[-2] == '/' && (tag_end - 2 == name + width || is_space(tag_end[-3]) ||
                                                  tag_end[-3] == '"' || tag_end[-3] == '\'');
    if (nesting->failed || is_closed || is_one_of(name, width, uncounted)) return false;
    const Element opened = element(name, width);
    while (nesting->depth && nesting->elements[nesting->depth - 1].kind & opened.closes) nesting->depth--;
    if (nesting->depth == nesting->capacity) {
        const int64_t larger = nesting->capacity ? nesting->capacity * 2 : 256;
        OpenElement *moved = realloc(nesting->elements, (size_t)larger * sizeof(OpenElement));
        if (!moved) {
            nesting->failed = true;
            return false;
        }
        nesting->elements = moved;
        nesting->capacity = larger;
    }
    nesting->elements[nesting->depth++] = (OpenElement){name_hash(name, width), opened.kind, opened.priority};
    return nesting->depth > maximum_depth && !is_paragraph(name, width);
}

// Whether an end tag belongs to a start tag that was nested too deeply. Elements that it closes are no longer open.
static bool closes_too_deep(Nesting *nesting, const char *name, size_t width) {
    const bool may_be = !is_paragraph(name, width);
    const uint32_t hash = name_hash(name, width);
    const uint8_t priority = element(name, width).priority;
    const int64_t lowest = nesting->depth > maximum_depth ? nesting->depth - maximum_depth : 0;
    for (int64_t index = nesting->depth; index-- > lowest;) {
        if (nesting->elements[index].name == hash) {
            nesting->depth = index;
            return index >= maximum_depth && may_be;
        }
        if (nesting->elements[index].priority > priority) break;
    }
    return nesting->depth > maximum_depth && may_be;
}

// What takes the place of a tag that is nested too deeply, never longer than the tag.
static char *put_omitted(char *out, const char *name, size_t width, const char *tag, const char *tag_end) {
    static const char line_break[] = "<br>";
    static const char *const blocks[] = {
        "address", "article", "aside",  "blockquote", "center", "dd", "details", "div", "dl",  "dt", "fieldset", "figure", "footer", "form", "h1",
        "h2",      "h3",      "h4",     "h5",         "h6",     "header", "li",  "main", "nav", "ol", "option", "pre", "section", "table", "tr", "ul", NULL};
    if (is_one_of(name, width, blocks)) out = put(out, line_break, line_break + 4);
    return put_line_breaks(out, tag, tag_end);
}

int64_t shuli_html_squeeze(const char *html, int64_t length, char *out) {
    const char *end = html + length;
    char *const begin = out;
    const char *copied = html, *at = html;
    // White space counts inside `pre`: what is copied there is copied as it is.
    bool is_preformatted = false;
    Nesting nesting = {0};
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
        const char *content = tag_end(name_end, end);
        if (!content) {
            // The parser takes all that follows for attributes of this tag.
            if (has_many_words(at, end)) end = at;
            break;
        }
        const size_t width = (size_t)(name_end - name);
        const bool is_script = width == 6 && strncasecmp(name, "script", 6) == 0;
        const bool is_raw = is_script || (width == 5 && strncasecmp(name, "style", 5) == 0);
        const char *close = NULL;
        if (!is_closing && is_raw) {
            close = closing(content, end, name, width);
            const char *behind = close ? tag_end(close + 2 + width, end) : NULL;
            if (behind && !(is_script && holds(name_end, content, "json"))) {
                out = put_line_breaks(put_text_of(is_preformatted, out, copied, at), at, behind);
                copied = at = behind;
                continue;
            }
        }
        const bool is_omitted = !is_raw && (is_closing ? closes_too_deep(&nesting, name, width)
                                                       : opens_too_deep(&nesting, name, width, content));
        if (is_omitted) {
            out = put_omitted(put_text_of(is_preformatted, out, copied, at), name, width, at, content);
            copied = at = content;
            continue;
        }
        if (!is_closing && content - name_end > 1) {
            out = put_tag(put_text_of(is_preformatted, out, copied, at), at, name_end, content);
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
