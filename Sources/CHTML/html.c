#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

#include "CHTML.h"
#include "bytes.h"
#include "nesting.h"
#include "tags.h"

static const char *const tag_names[] = {
    "",
#define SHULI_TAG_TEXT(name, text) text,
    SHULI_TAGS(SHULI_TAG_TEXT)
#undef SHULI_TAG_TEXT
};
_Static_assert(SHULI_TAG_COUNT <= 256, "an element number is a byte");

// Where the elements of each first letter begin, which are in the order of names; set once by `shuli_html_initialize`.
static uint8_t tag_starts[27];

static uint8_t tag_number(const char *name) {
    if (name[0] < 'a' || name[0] > 'z') return 0;
    for (uint8_t number = tag_starts[name[0] - 'a']; number < tag_starts[name[0] - 'a' + 1]; number++)
        if (tag_names[number][1] == name[1] && strcmp(tag_names[number], name) == 0) return number;
    return 0;
}

typedef struct {
    ShuliHTMLDocument document;
    int64_t event_capacity, attribute_capacity, byte_capacity;
    htmlParserCtxtPtr context;
    // The page, and those of its attributes that the parser does not see.
    const char *page;
    ShuliSetAside aside;
    bool failed;
} Collector;

static bool grow(Collector *collector, void **array, int64_t *capacity, int64_t needed, size_t width) {
    if (collector->failed) return false;
    if (needed <= *capacity) return true;
    int64_t larger = *capacity ? *capacity : 256;
    while (larger < needed) larger *= 2;
    void *moved = realloc(*array, (size_t)larger * width);
    if (!moved) {
        collector->failed = true;
        xmlStopParser(collector->context);
        return false;
    }
    *array = moved;
    *capacity = larger;
    return true;
}

static int64_t append_bytes(Collector *collector, const char *bytes, int64_t length) {
    ShuliHTMLDocument *document = &collector->document;
    const int64_t start = document->byte_count;
    if (!grow(collector, (void **)&document->bytes, &collector->byte_capacity, start + length, 1)) return start;
    if (length) memcpy(document->bytes + start, bytes, (size_t)length);
    document->byte_count += length;
    return start;
}

static ShuliHTMLEvent *append_event(Collector *collector, uint8_t kind, uint8_t tag) {
    ShuliHTMLDocument *document = &collector->document;
    if (!grow(collector, (void **)&document->events, &collector->event_capacity, document->event_count + 1,
              sizeof(ShuliHTMLEvent)))
        return NULL;
    ShuliHTMLEvent *event = &document->events[document->event_count++];
    *event = (ShuliHTMLEvent){.kind = kind, .tag = tag};
    if (collector->context->input) event->line = collector->context->input->line;
    return event;
}

static void append_attribute(Collector *collector, uint8_t number, int64_t start, int64_t length) {
    ShuliHTMLDocument *document = &collector->document;
    if (!grow(collector, (void **)&document->attributes, &collector->attribute_capacity, document->attribute_count + 1,
              sizeof(ShuliHTMLAttribute)))
        return;
    document->attributes[document->attribute_count++] = (ShuliHTMLAttribute){number, start, length};
}

// Writes the character that is referred to at `at` as &name; and moves `at` behind the reference. What is none is copied.
static char *put_reference(char *out, const char **at, const char *end) {
    char name[16];
    size_t length = 0;
    const char *next = *at + 1;
    while (next < end && length + 1 < sizeof name && (is_letter(*next) || is_digit(*next))) name[length++] = *next++;
    name[length] = 0;
    const htmlEntityDesc *entity = next < end && *next == ';' ? htmlEntityLookup((const xmlChar *)name) : NULL;
    if (!entity) {
        *out++ = *(*at)++;
        return out;
    }
    *at = next + 1;
    // All are in the first 65,536 characters.
    const unsigned value = entity->value;
    if (value < 0x80) {
        *out++ = (char)value;
    } else if (value < 0x800) {
        *out++ = (char)(0xC0 | value >> 6);
        *out++ = (char)(0x80 | (value & 0x3F));
    } else {
        *out++ = (char)(0xE0 | value >> 12);
        *out++ = (char)(0x80 | (value >> 6 & 0x3F));
        *out++ = (char)(0x80 | (value & 0x3F));
    }
    return out;
}

// Appends a value of the page with its references to characters, which are longer than the characters.
static void append_value(Collector *collector, uint8_t number, const char *value, int64_t length) {
    ShuliHTMLDocument *document = &collector->document;
    const char *const end = value + length;
    if (!grow(collector, (void **)&document->bytes, &collector->byte_capacity, document->byte_count + length, 1)) return;
    const int64_t start = document->byte_count;
    char *out = document->bytes + start;
    for (const char *at = value; at < end;) {
        const char *const plain = memchr(at, '&', (size_t)(end - at));
        out = put(out, at, plain ? plain : end);
        at = plain ? plain : end;
        if (plain) out = put_reference(out, &at, end);
    }
    document->byte_count = out - document->bytes;
    append_attribute(collector, number, start, document->byte_count - start);
}

// Appends the attributes that were set aside of a tag. A malformed tag of the page, which is parsed as it is, may have such a number
// too: it then gets attributes of another tag.
static void append_set_aside(Collector *collector, const char *number) {
    const ShuliSetAside *aside = &collector->aside;
    char *number_end;
    const long long tag = strtoll(number, &number_end, 10);
    if (number_end == number || tag < 0 || tag >= aside->tag_count) return;
    const int64_t end = tag + 1 < aside->tag_count ? aside->tags[tag + 1] : aside->count;
    for (int64_t index = aside->tags[tag]; index < end; index++) {
        const ShuliHTMLAttribute attribute = aside->attributes[index];
        append_value(collector, attribute.name, collector->page + attribute.start, attribute.length);
    }
}

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes) {
    Collector *collector = user;
    ShuliHTMLDocument *document = &collector->document;
    ShuliHTMLEvent *event = append_event(collector, SHULI_HTML_START, tag_number((const char *)name));
    if (!event) return;
    event->first = document->attribute_count;
    for (; attributes && attributes[0]; attributes += 2) {
        const char *const attribute = (const char *)attributes[0];
        const char *const value = attributes[1] ? (const char *)attributes[1] : "";
        if (strcmp(attribute, SHULI_MARK) == 0) {
            append_set_aside(collector, value);
            continue;
        }
        const uint8_t number = shuli_attribute_number(attribute, strlen(attribute));
        if (!number) continue;
        const int64_t length = (int64_t)strlen(value);
        append_attribute(collector, number, append_bytes(collector, value, length), length);
    }
    event->count = document->attribute_count - event->first;
}

static void end_element(void *user, const xmlChar *name) {
    append_event(user, SHULI_HTML_END, tag_number((const char *)name));
}

// libxml2 reports a long text in pieces. A piece is joined to the text before it where their bytes are adjacent.
static void characters(void *user, const xmlChar *text, int length) {
    Collector *collector = user;
    ShuliHTMLDocument *document = &collector->document;
    ShuliHTMLEvent *last = document->event_count ? &document->events[document->event_count - 1] : NULL;
    const int64_t start = append_bytes(collector, (const char *)text, length);
    if (collector->failed) return;
    if (last && last->kind == SHULI_HTML_TEXT && last->first + last->count == start) {
        last->count += length;
        if (collector->context->input) last->line = collector->context->input->line;
        return;
    }
    ShuliHTMLEvent *event = append_event(collector, SHULI_HTML_TEXT, 0);
    if (!event) return;
    event->first = start;
    event->count = length;
}

static void ignore_message(void *user, const char *message, ...) {
    (void)user;
    (void)message;
}

void shuli_html_initialize(void) {
    xmlInitParser();
    shuli_tags_initialize();
    shuli_nesting_initialize();
    uint8_t number = 1;
    for (int letter = 0; letter < 27; letter++) {
        while (number < SHULI_TAG_COUNT && tag_names[number][0] < 'a' + letter) number++;
        tag_starts[letter] = number;
    }
}

static void give_scripts(ShuliSetAside *aside, ShuliHTMLDocument *document) {
    document->scripts = aside->scripts;
    document->script_count = aside->script_count;
    aside->scripts = NULL;
}

int32_t shuli_html_parse(const char *utf8, int64_t length, ShuliHTMLDocument *document) {
    *document = (ShuliHTMLDocument){0};
    if (length > 1 << 30) return -1;
    if (length == 0) return 0;
    char *squeezed = malloc((size_t)length);
    if (!squeezed) return -1;
    Collector collector = {.page = utf8};
    length = shuli_html_squeeze(utf8, length, squeezed, &collector.aside);
    htmlParserCtxtPtr context = length ? htmlCreateMemoryParserCtxt(squeezed, (int)length) : NULL;
    if (!context) {
        free(squeezed);
        if (!length) give_scripts(&collector.aside, document);
        shuli_set_aside_free(&collector.aside);
        return length ? -1 : 0;
    }
    collector.context = context;
    // The text was decoded before: a <meta charset> in it must not convert it again.
    htmlCtxtUseOptions(
        context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                     HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    *context->sax = (xmlSAXHandler){
        .startElement = start_element,
        .endElement = end_element,
        .characters = characters,
        .cdataBlock = characters,
        .ignorableWhitespace = characters,
        .warning = ignore_message,
        .error = ignore_message,
        .fatalError = ignore_message,
    };
    context->userData = &collector;
    htmlParseDocument(context);
    htmlFreeParserCtxt(context);
    free(squeezed);
    give_scripts(&collector.aside, &collector.document);
    shuli_set_aside_free(&collector.aside);
    if (collector.failed) {
        shuli_html_free(&collector.document);
        return -1;
    }
    *document = collector.document;
    return 0;
}

void shuli_html_free(ShuliHTMLDocument *document) {
    free(document->events);
    free(document->attributes);
    free(document->bytes);
    free(document->scripts);
    *document = (ShuliHTMLDocument){0};
}

const char *shuli_html_version(void) { return LIBXML_DOTTED_VERSION; }
