// libxml2's tolerant HTML parser as one call: UTF-8 in, an array of events out.
//
// No tree is built. The names of elements and attributes are given as small numbers; all texts are in one
// byte buffer. No header of libxml2 is visible to Swift.
#ifndef SHULI_CHTML_H
#define SHULI_CHTML_H

#include <stdint.h>

// Elements that the block builder distinguishes; every other is SHULI_TAG_OTHER.
#define SHULI_TAGS(X) \
    X(A, "a") X(ABBR, "abbr") X(ADDRESS, "address") X(ARTICLE, "article") X(ASIDE, "aside") X(B, "b") \
    X(BLOCKQUOTE, "blockquote") X(BODY, "body") X(BR, "br") X(BUTTON, "button") X(CAPTION, "caption") \
    X(CENTER, "center") X(CODE, "code") X(DD, "dd") X(DETAILS, "details") X(DIV, "div") X(DL, "dl") X(DT, "dt") \
    X(EM, "em") X(FIELDSET, "fieldset") X(FIGCAPTION, "figcaption") X(FIGURE, "figure") X(FONT, "font") \
    X(FOOTER, "footer") X(FORM, "form") X(FRAME, "frame") X(FRAMESET, "frameset") X(H1, "h1") X(H2, "h2") \
    X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6") X(HEAD, "head") X(HEADER, "header") X(HR, "hr") \
    X(HTML, "html") X(I, "i") X(IFRAME, "iframe") X(IMG, "img") X(INPUT, "input") X(LABEL, "label") \
    X(LEGEND, "legend") X(LI, "li") X(LINK, "link") X(MAIN, "main") X(MENU, "menu") X(META, "meta") X(NAV, "nav") \
    X(NOSCRIPT, "noscript") X(OL, "ol") X(OPTION, "option") X(P, "p") X(PRE, "pre") X(SCRIPT, "script") \
    X(SECTION, "section") X(SELECT, "select") X(SPAN, "span") X(STRONG, "strong") X(STYLE, "style") \
    X(SUMMARY, "summary") X(SVG, "svg") X(TABLE, "table") X(TBODY, "tbody") X(TD, "td") X(TEMPLATE, "template") \
    X(TEXTAREA, "textarea") X(TFOOT, "tfoot") X(TH, "th") X(THEAD, "thead") X(TIME, "time") X(TITLE, "title") \
    X(TR, "tr") X(U, "u") X(UL, "ul") X(VIDEO, "video")

enum {
    SHULI_TAG_OTHER = 0,
#define SHULI_TAG_ENUM(name, text) SHULI_TAG_##name,
    SHULI_TAGS(SHULI_TAG_ENUM)
#undef SHULI_TAG_ENUM
    SHULI_TAG_COUNT
};

// Attributes that are kept; all others are dropped.
#define SHULI_ATTRIBUTES(X) \
    X(ALT, "alt") X(CLASS, "class") X(COLSPAN, "colspan") X(CONTENT, "content") X(DATA_ACTUALSRC, "data-actualsrc") \
    X(DATA_LAZY_SRC, "data-lazy-src") X(DATA_ORIGINAL, "data-original") X(DATA_SRC, "data-src") \
    X(DATETIME, "datetime") X(FILE, "file") X(HIDDEN, "hidden") X(HREF, "href") X(ID, "id") \
    X(ITEMPROP, "itemprop") X(NAME, "name") X(PROPERTY, "property") X(REL, "rel") X(ROLE, "role") X(SRC, "src") X(START, "start") \
    X(STYLE, "style") X(TYPE, "type")

enum {
    SHULI_ATTRIBUTE_OTHER = 0,
#define SHULI_ATTRIBUTE_ENUM(name, text) SHULI_ATTRIBUTE_##name,
    SHULI_ATTRIBUTES(SHULI_ATTRIBUTE_ENUM)
#undef SHULI_ATTRIBUTE_ENUM
};

enum { SHULI_HTML_START = 0, SHULI_HTML_END = 1, SHULI_HTML_TEXT = 2 };

/// One event. `first` and `count` are a range of attributes for a start and a range of bytes for a text.
typedef struct {
    uint8_t kind;
    uint8_t tag;
    int32_t line;
    int64_t first, count;
} ShuliHTMLEvent;

/// One attribute; its value is `length` bytes at `start` of the bytes.
typedef struct {
    uint8_t name;
    int64_t start, length;
} ShuliHTMLAttribute;

/// The contents of one script: a range of the page.
typedef struct {
    int64_t start, end;
} ShuliHTMLScript;

typedef struct {
    ShuliHTMLEvent *events;
    int64_t event_count;
    ShuliHTMLAttribute *attributes;
    int64_t attribute_count;
    char *bytes;
    int64_t byte_count;
    ShuliHTMLScript *scripts;
    int64_t script_count;
} ShuliHTMLDocument;

/// To be called once before the first parse, because the initialization of libxml2 is not thread-safe.
void shuli_html_initialize(void);
/// Parses `length` bytes of UTF-8 without NUL. Returns 0, or -1 where memory ran out or the input exceeds 1 GiB; then
/// the document is empty. Freed with shuli_html_free.
int32_t shuli_html_parse(const char *utf8, int64_t length, ShuliHTMLDocument *document);
void shuli_html_free(ShuliHTMLDocument *document);

/// The version of libxml2 that the program was built with.
const char *shuli_html_version(void);

#endif
