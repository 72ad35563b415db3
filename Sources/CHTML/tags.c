#include "tags.h"

#include <stdlib.h>

#include "bytes.h"

static bool is_sign_of_end(char byte) { return byte == '>' || byte == '"' || byte == '\''; }

const char *shuli_tag_end(const char *tag, const char *end) {
    for (const char *at = tag; at < end; at++) {
        if (!is_sign_of_end(*at)) continue;
        if (*at == '>') return at + 1;
        const char *before = at;
        while (before > tag && is_space(before[-1])) before--;
        if (before == tag || before[-1] != '=') continue;
        at = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!at) return NULL;
    }
    return NULL;
}

// MARK: Attributes that are used

static bool is_name_byte(char byte) {
    return is_letter(byte) || is_digit(byte) || byte == ':' || byte == '_' || byte == '.' || byte == '-';
}

static const char *const kept[] = {
    "",
#define SHULI_ATTRIBUTE_TEXT(name, text) text,
    SHULI_ATTRIBUTES(SHULI_ATTRIBUTE_TEXT)
#undef SHULI_ATTRIBUTE_TEXT
};

enum { KEPT_COUNT = sizeof kept / sizeof *kept };

_Static_assert(KEPT_COUNT <= 32, "the attributes of a tag are bits of a number");

// Where the attributes of each first letter begin. `kept` is in the order of names.
static uint8_t starts[27];

void shuli_tags_initialize(void) {
    uint8_t number = 1;
    for (int letter = 0; letter < 27; letter++) {
        while (number < KEPT_COUNT && kept[number][0] < 'a' + letter) number++;
        starts[letter] = number;
    }
}

uint8_t shuli_attribute_number(const char *name, size_t length) {
    if (!is_letter(*name)) return 0;
    const int letter = (*name | 0x20) - 'a';
    for (uint8_t number = starts[letter]; number < starts[letter + 1]; number++)
        if (is_name(name, length, kept[number])) return number;
    return 0;
}

// Whether an attribute is read of an element of this name with this value. Addresses are read of links and pictures alone, and a
// picture that is part of the page itself (data:…) has no address. A style that hides nothing is not read: some editors write one of
// hundreds of characters for every line.
static bool is_read(uint8_t number, const char *tag, size_t width, const char *value, size_t length) {
    switch (number) {
    case SHULI_ATTRIBUTE_HREF: return is_name(tag, width, "a");
    case SHULI_ATTRIBUTE_STYLE: return holds(value, value + length, "none") || holds(value, value + length, "hidden");
    case SHULI_ATTRIBUTE_ALT:
    case SHULI_ATTRIBUTE_DATA_ACTUALSRC:
    case SHULI_ATTRIBUTE_DATA_LAZY_SRC:
    case SHULI_ATTRIBUTE_DATA_ORIGINAL:
    case SHULI_ATTRIBUTE_DATA_SRC:
    case SHULI_ATTRIBUTE_FILE:
    case SHULI_ATTRIBUTE_SRC:
        return is_name(tag, width, "img") && !(length >= 5 && begins(value, 4, "data") && value[4] == ':');
    default: return true;
    }
}

// MARK: Attributes that are set aside

// Whether a value has no references to characters but those of the form &name; of which the parser takes the name. Those by number, and
// names with characters beyond ASCII, are left to it.
static bool is_simple(const char *at, const char *end) {
    while ((at = memchr(at, '&', (size_t)(end - at)))) {
        at++;
        if (at < end && *at == '#') return false;
        while (at < end && is_name_byte(*at)) at++;
        if (at < end && *at & 0x80) return false;
    }
    return true;
}

static bool has_room(void **array, int64_t *capacity, int64_t count, size_t width) {
    if (count < *capacity) return true;
    const int64_t larger = *capacity ? *capacity * 2 : 64;
    void *moved = realloc(*array, (size_t)larger * width);
    if (!moved) return false;
    *array = moved;
    *capacity = larger;
    return true;
}

// The attributes of one tag.
typedef struct {
    ShuliSetAside *aside;
    /// What `aside` held before.
    int64_t count, tag_count;
} Tag;

// The mark of a tag: _="12".
static char *put_mark(char *out, int64_t number) {
    char digits[20];
    int count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    *out++ = SHULI_MARK[0];
    *out++ = '=';
    *out++ = '"';
    while (count) *out++ = digits[--count];
    *out++ = '"';
    return out;
}

static int64_t mark_length(int64_t number) {
    int64_t length = 5;
    while (number /= 10) length++;
    return length;
}

// Sets an attribute aside. False where memory ran out.
static bool set_aside(Tag *tag, ShuliHTMLAttribute attribute) {
    ShuliSetAside *aside = tag->aside;
    if (!has_room((void **)&aside->attributes, &aside->capacity, aside->count, sizeof *aside->attributes)) return false;
    if (aside->tag_count == tag->tag_count) {
        if (!has_room((void **)&aside->tags, &aside->tag_capacity, aside->tag_count, sizeof *aside->tags)) return false;
        aside->tags[aside->tag_count++] = aside->count;
    }
    aside->attributes[aside->count++] = attribute;
    return true;
}

void shuli_note_script(ShuliSetAside *aside, int64_t start, int64_t end) {
    if (!has_room((void **)&aside->scripts, &aside->script_capacity, aside->script_count, sizeof *aside->scripts)) return;
    aside->scripts[aside->script_count++] = (ShuliHTMLScript){start, end};
}

void shuli_set_aside_free(ShuliSetAside *aside) {
    free(aside->scripts);
    free(aside->attributes);
    free(aside->tags);
    *aside = (ShuliSetAside){0};
}

// MARK: Tags

// The parser compares each attribute of a tag with all before it, so a tag with many takes quadratic time. The attributes of a
// malformed tag are not looked at here; where they may be more than this, they are left out.
static const int64_t maximum_words = 1000;

bool shuli_has_many_words(const char *at, const char *end) {
    int64_t words = 0;
    for (; at < end; at++) words += is_space(*at);
    return words > maximum_words;
}

// Copies attributes as they are, but for the name of one that would be taken for a mark.
static char *put_unmarked(char *out, const char *at, const char *end) {
    char *const begin = out;
    out = put(out, at, end);
    for (char *mark = begin; (mark = memchr(mark, SHULI_MARK[0], (size_t)(out - mark))); mark++) {
        const bool is_name = (mark == begin || !is_name_byte(mark[-1])) && (mark + 1 == out || !is_name_byte(mark[1]));
        if (is_name) *mark = 'x';
    }
    return out;
}

// Copies a malformed tag as it is, or without its attributes where they may be too many.
static char *put_malformed(char *out, const char *tag, const char *name_end, const char *tag_end, Tag *set) {
    set->aside->count = set->count;
    set->aside->tag_count = set->tag_count;
    if (!shuli_has_many_words(tag, tag_end)) return put_unmarked(put(out, tag, name_end), name_end, tag_end);
    out = put_line_breaks(put(out, tag, name_end), name_end, tag_end);
    *out++ = '>';
    return out;
}

char *shuli_put_tag(
    char *out, const char *page, const char *tag, const char *name_end, const char *tag_end, ShuliSetAside *aside) {
    const char *const last = tag_end - 1;
    char *const begin = out;
    Tag set = {aside, aside->count, aside->tag_count};
    // Of attributes with one name the parser takes the first.
    uint32_t seen = 0;
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
        if (!is_letter(*at)) return put_malformed(begin, tag, name_end, tag_end, &set);
        while (at < last && is_name_byte(*at)) at++;
        const size_t length = (size_t)(at - name);
        const char *value = at;
        while (value < last && is_space(*value)) value++;
        const char *value_end = at;
        if (value < last && *value == '=') {
            value++;
            while (value < last && is_space(*value)) value++;
            if (value == last) return put_malformed(begin, tag, name_end, tag_end, &set);
            if (*value == '"' || *value == '\'') {
                value_end = memchr(value + 1, *value, (size_t)(last - value - 1));
                if (!value_end) return put_malformed(begin, tag, name_end, tag_end, &set);
                value++;
                at = value_end + 1;
            } else {
                at = value;
                while (at < last && !is_space(*at)) {
                    if (strchr("\"'<=`", *at)) return put_malformed(begin, tag, name_end, tag_end, &set);
                    at++;
                }
                value_end = at;
            }
        } else {
            value = at;
        }
        // Anything but white space directly after a value or a name is an error.
        if (at < last && !is_space(*at) && !(*at == '/' && at + 1 == last))
            return put_malformed(begin, tag, name_end, tag_end, &set);
        const uint8_t number = shuli_attribute_number(name, length);
        const size_t value_length = (size_t)(value_end - value);
        if (!number || seen >> number & 1 ||
            !is_read(number, tag + 1, (size_t)(name_end - tag - 1), value, value_length)) {
            out = put_line_breaks(out, name, at);
            continue;
        }
        seen |= UINT32_C(1) << number;
        const bool is_first = aside->tag_count == set.tag_count;
        if ((is_first && at - name < mark_length(set.tag_count)) || !is_simple(value, value_end) ||
            !set_aside(&set, (ShuliHTMLAttribute){number, value - page, (int64_t)value_length})) {
            out = put(out, name, at);
            continue;
        }
        if (is_first) out = put_mark(out, set.tag_count);
        out = put_line_breaks(out, name, at);
    }
    *out++ = '>';
    return out;
}
