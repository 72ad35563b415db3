#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "CICU.h"

_Static_assert(UBRK_CHARACTER == (int)SHULI_BREAK_CHARACTER, "break kind");
_Static_assert(UBRK_WORD == (int)SHULI_BREAK_WORD, "break kind");
_Static_assert(UBRK_LINE == (int)SHULI_BREAK_LINE, "break kind");
_Static_assert(UBRK_SENTENCE == (int)SHULI_BREAK_SENTENCE, "break kind");
_Static_assert(sizeof(UErrorCode) == sizeof(ShuliICUStatus), "status width");

struct ShuliBreaker {
    UBreakIterator *iterator;
    UText text;
};

ShuliBreaker *shuli_breaker_open(int32_t kind, const char *locale, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    ShuliBreaker *breaker = NULL;
    UBreakIterator *iterator = ubrk_open((UBreakIteratorType)kind, locale, NULL, 0, &code);
    if (U_SUCCESS(code)) {
        breaker = malloc(sizeof *breaker);
        if (breaker) {
            breaker->iterator = iterator;
            breaker->text = (UText)UTEXT_INITIALIZER;
        } else {
            ubrk_close(iterator);
            code = U_MEMORY_ALLOCATION_ERROR;
        }
    }
    *status = code;
    return breaker;
}

void shuli_breaker_close(ShuliBreaker *breaker) {
    ubrk_close(breaker->iterator);
    utext_close(&breaker->text);
    free(breaker);
}

void shuli_breaker_set_text(ShuliBreaker *breaker, const char *utf8, int64_t length, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    utext_openUTF8(&breaker->text, utf8, length, &code);
    ubrk_setUText(breaker->iterator, &breaker->text, &code);
    if (U_SUCCESS(code)) ubrk_first(breaker->iterator);
    *status = code;
}

int64_t shuli_breaker_next(ShuliBreaker *breaker, int64_t *ends, int32_t *rules, int64_t capacity) {
    int64_t count = 0;
    while (count < capacity) {
        int32_t end = ubrk_next(breaker->iterator);
        if (end == UBRK_DONE) break;
        ends[count] = end;
        rules[count] = ubrk_getRuleStatus(breaker->iterator);
        count++;
    }
    return count;
}
