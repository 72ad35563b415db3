#include "nesting.h"

#include <stdlib.h>

#include "bytes.h"

static const int64_t maximum_depth = 512;

// Elements that the start tags of some others close, a bit each.
enum { PARAGRAPH = 1, ITEM = 2, TERM = 4, CHOICE = 8, CELL = 16, ROW = 32, ROWS = 64, LINK = 128, FONT = 256, BLOCK = 512 };

// An end tag does not close elements of a higher priority (libxml2's htmlEndPriority), and a start tag closes elements of some kinds
// that were opened last (the part of libxml2's htmlStartClose that pages without end tags need).
typedef struct {
    const char *name;
    uint16_t kind, closes;
    uint8_t priority;
    // Whether it has no contents, or is open as long as the page.
    bool is_uncounted;
    // Whether its text is apart from the text before and behind it.
    bool is_apart;
} Element;

// By name.
static const Element elements[] = {
    {"a", LINK, LINK, 100, false, false},
    {"address", 0, 0, 100, false, true},
    {"area", 0, 0, 100, true, false},
    {"article", 0, 0, 100, false, true},
    {"aside", 0, 0, 100, false, true},
    {"base", 0, 0, 100, true, false},
    {"blockquote", 0, 0, 100, false, true},
    {"body", 0, 0, 100, true, false},
    {"br", 0, 0, 100, true, false},
    {"center", 0, 0, 100, false, true},
    {"col", 0, 0, 100, true, false},
    {"dd", TERM, PARAGRAPH | TERM, 100, false, true},
    {"details", 0, 0, 100, false, true},
    {"div", BLOCK, PARAGRAPH, 150, false, true},
    {"dl", 0, 0, 100, false, true},
    {"dt", TERM, PARAGRAPH | TERM, 100, false, true},
    {"fieldset", 0, 0, 100, false, true},
    {"figure", 0, 0, 100, false, true},
    {"font", FONT, 0, 100, false, false},
    {"footer", 0, 0, 100, false, true},
    {"form", 0, 0, 100, false, true},
    {"frame", 0, 0, 100, true, false},
    {"h1", 0, 0, 100, false, true},
    {"h2", 0, 0, 100, false, true},
    {"h3", 0, 0, 100, false, true},
    {"h4", 0, 0, 100, false, true},
    {"h5", 0, 0, 100, false, true},
    {"h6", 0, 0, 100, false, true},
    {"head", 0, 0, 100, true, false},
    {"header", 0, 0, 100, false, true},
    {"hr", 0, 0, 100, true, false},
    {"html", 0, 0, 100, true, false},
    {"img", 0, 0, 100, true, false},
    {"input", 0, 0, 100, true, false},
    {"li", ITEM, PARAGRAPH | ITEM, 100, false, true},
    {"link", 0, 0, 100, true, false},
    {"main", 0, 0, 100, false, true},
    {"meta", 0, 0, 100, true, false},
    {"nav", 0, 0, 100, false, true},
    {"ol", 0, 0, 100, false, true},
    {"option", CHOICE, CHOICE, 100, false, true},
    {"p", PARAGRAPH, PARAGRAPH, 100, false, false},
    {"param", 0, 0, 100, true, false},
    {"pre", 0, 0, 100, false, true},
    {"section", 0, 0, 100, false, true},
    {"table", BLOCK, PARAGRAPH, 190, false, true},
    {"tbody", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180, false, false},
    {"td", CELL, PARAGRAPH | CELL | LINK | FONT, 160, false, false},
    {"tfoot", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180, false, false},
    {"th", CELL, PARAGRAPH | CELL | LINK | FONT, 160, false, false},
    {"thead", ROWS, PARAGRAPH | CELL | ROW | ROWS, 180, false, false},
    {"tr", ROW, PARAGRAPH | CELL | ROW, 170, false, true},
    {"ul", BLOCK, PARAGRAPH, 100, false, true},
};

enum { ELEMENT_COUNT = sizeof elements / sizeof *elements };

// Where the elements of each first letter begin.
static uint8_t starts[27];

void shuli_nesting_initialize(void) {
    uint8_t number = 0;
    for (int letter = 0; letter < 27; letter++) {
        while (number < ELEMENT_COUNT && elements[number].name[0] < 'a' + letter) number++;
        starts[letter] = number;
    }
}

static const Element *element(const char *name, size_t width) {
    static const Element other = {.priority = 100};
    const int letter = (name[0] | 0x20) - 'a';
    for (size_t number = starts[letter]; number < starts[letter + 1]; number++)
        if (is_name(name, width, elements[number].name)) return &elements[number];
    return &other;
}

static uint32_t name_hash(const char *name, size_t width) {
    uint32_t hash = 0x811c9dc5;
    for (size_t index = 0; index < width; index++) hash = (hash ^ (uint8_t)(name[index] | 0x20)) * 0x01000193;
    return hash;
}

bool shuli_opens_too_deep(ShuliNesting *nesting, const char *name, size_t width, const char *tag_end) {
    // A slash at the end of an unquoted value closes nothing.
    const bool is_closed = tag_end[-2] == '/' && (tag_end - 2 == name + width || is_space(tag_end[-3]) ||
                                                  tag_end[-3] == '"' || tag_end[-3] == '\'');
    if (nesting->failed || is_closed) return false;
    const Element *opened = element(name, width);
    if (opened->is_uncounted) return false;
    while (nesting->depth && nesting->elements[nesting->depth - 1].kind & opened->closes) nesting->depth--;
    if (nesting->depth == nesting->capacity) {
        const int64_t larger = nesting->capacity ? nesting->capacity * 2 : 256;
        ShuliOpenElement *moved = realloc(nesting->elements, (size_t)larger * sizeof(ShuliOpenElement));
        if (!moved) {
            nesting->failed = true;
            return false;
        }
        nesting->elements = moved;
        nesting->capacity = larger;
    }
    nesting->elements[nesting->depth++] = (ShuliOpenElement){name_hash(name, width), opened->kind, opened->priority};
    // Paragraphs are never too deep, because they do not nest in one another.
    return nesting->depth > maximum_depth && opened->kind != PARAGRAPH;
}

bool shuli_closes_too_deep(ShuliNesting *nesting, const char *name, size_t width) {
    const Element *closed = element(name, width);
    const bool may_be = closed->kind != PARAGRAPH;
    const uint32_t hash = name_hash(name, width);
    const int64_t lowest = nesting->depth > maximum_depth ? nesting->depth - maximum_depth : 0;
    for (int64_t index = nesting->depth; index-- > lowest;) {
        if (nesting->elements[index].name == hash) {
            nesting->depth = index;
            return index >= maximum_depth && may_be;
        }
        if (nesting->elements[index].priority > closed->priority) break;
    }
    return nesting->depth > maximum_depth && may_be;
}

char *shuli_put_omitted(char *out, const char *name, size_t width, const char *tag, const char *tag_end) {
    static const char line_break[] = "<br>";
    if (element(name, width)->is_apart) out = put(out, line_break, line_break + 4);
    return put_line_breaks(out, tag, tag_end);
}
