#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "CHTML.h"
#include "squeeze.h"

static const char *const tag_names[] = {
    "",
#define SHULI_TAG_TEXT(name, text) text,
    SHULI_TAGS(SHULI_TAG_TEXT)
#undef SHULI_TAG_TEXT
};
static const char *const attribute_names[] = {
    "",
#define SHULI_ATTRIBUTE_TEXT(name, text) text,
    SHULI_ATTRIBUTES(SHULI_ATTRIBUTE_TEXT)
#undef SHULI_ATTRIBUTE_TEXT
};

_Static_assert(SHULI_TAG_COUNT <= 256, "an element number is a byte");

// Where the elements of each first letter begin; set once by `shuli_html_initialize`.
static uint8_t tag_starts[26];

// Both lists above are sorted by name. The names with the first letter of `name` begin at `start`, or later.
static uint8_t number_in(const char *name, const char *const *names, size_t count, size_t start) {
    for (size_t number = start; number < count; number++) {
        const int order = names[number][0] - name[0];
        if (order > 0) return 0;
        if (order == 0 && names[number][1] == name[1] && strcmp(names[number], name) == 0) return (uint8_t)number;
    }
    return 0;
}

static uint8_t tag_number(const char *name) {
    if (name[0] < 'a' || name[0] > 'z') return 0;
    return number_in(name, tag_names, SHULI_TAG_COUNT, tag_starts[name[0] - 'a']);
}

typedef struct {
    ShuliHTMLDocument document;
    int64_t event_capacity, attribute_capacity, byte_capacity;
    htmlParserCtxtPtr context;
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

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes) {
    Collector *collector = user;
    ShuliHTMLDocument *document = &collector->document;
    ShuliHTMLEvent *event = append_event(
        collector, SHULI_HTML_START, tag_number((const char *)name));
    if (!event) return;
    event->first = document->attribute_count;
    for (; attributes && attributes[0]; attributes += 2) {
        const uint8_t number = number_in(
            (const char *)attributes[0], attribute_names, sizeof attribute_names / sizeof *attribute_names, 1);
        if (!number) continue;
        const char *value = attributes[1] ? (const char *)attributes[1] : "";
        const int64_t length = (int64_t)strlen(value);
        const int64_t start = append_bytes(collector, value, length);
        if (!grow(collector, (void **)&document->attributes, &collector->attribute_capacity,
                  document->attribute_count + 1, sizeof(ShuliHTMLAttribute)))
            return;
        document->attributes[document->attribute_count++] = (ShuliHTMLAttribute){number, start, length};
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
    for (uint8_t letter = 0; letter < 26; letter++) {
        uint8_t start = 1;
        while (start < SHULI_TAG_COUNT && tag_names[start][0] < 'a' + letter) start++;
        tag_starts[letter] = start;
    }
}

int32_t shuli_html_parse(const char *utf8, int64_t length, ShuliHTMLDocument *document) {
    *document = (ShuliHTMLDocument){0};
    if (length > 1 << 30) return -1;
    if (length == 0) return 0;
    char *squeezed = malloc((size_t)length);
    if (!squeezed) return -1;
    length = shuli_html_squeeze(utf8, length, squeezed);
    if (length == 0) {
        free(squeezed);
        return 0;
    }
    htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt(squeezed, (int)length);
    if (!context) {
        free(squeezed);
        return -1;
    }
    // The text was decoded before: a <meta charset> in it must not convert it again.
    htmlCtxtUseOptions(
        context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                     HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    Collector collector = {.context = context};
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
    *document = (ShuliHTMLDocument){0};
}

const char *shuli_html_version(void) { return LIBXML_DOTTED_VERSION; }
