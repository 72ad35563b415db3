#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "CICU.h"
#include "buffer.h"

struct ShuliTransliterator {
    UTransliterator *transliterator;
};

ShuliTransliterator *shuli_transliterator_open(const char *identifier, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    ShuliTransliterator *owner = NULL;
    UChar name[256];
    int32_t length = 0;
    u_strFromUTF8(name, 256, &length, identifier, -1, &code);
    UTransliterator *transliterator =
        U_SUCCESS(code) ? utrans_openU(name, length, UTRANS_FORWARD, NULL, 0, NULL, &code) : NULL;
    if (U_SUCCESS(code)) {
        owner = malloc(sizeof *owner);
        if (owner) {
            owner->transliterator = transliterator;
        } else {
            utrans_close(transliterator);
            code = U_MEMORY_ALLOCATION_ERROR;
        }
    }
    *status = code;
    return owner;
}

void shuli_transliterator_close(ShuliTransliterator *owner) {
    utrans_close(owner->transliterator);
    free(owner);
}

char *shuli_transliterate(
    ShuliTransliterator *owner, const char *utf8, int64_t length, int64_t *result_length, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    Buffer units = {0}, out = {0};
    *result_length = 0;
    if (length > INT32_MAX / 16) {
        *status = U_INPUT_TOO_LONG_ERROR;
        return NULL;
    }
    int32_t capacity = (int32_t)length * 2 + 64;
    for (;;) {
        units.length = 0;
        UChar *text = (UChar *)buffer_reserve(&units, (int64_t)capacity * sizeof(UChar));
        if (!text) {
            code = U_MEMORY_ALLOCATION_ERROR;
            break;
        }
        int32_t count = 0;
        u_strFromUTF8WithSub(text, capacity, &count, utf8, (int32_t)length, 0xFFFD, NULL, &code);
        int32_t limit = count;
        utrans_transUChars(owner->transliterator, text, &count, capacity, 0, &limit, &code);
        if (code == U_BUFFER_OVERFLOW_ERROR && capacity < INT32_MAX / 4) {
            code = U_ZERO_ERROR;
            capacity = count > capacity ? count + 64 : capacity * 2;
            continue;
        }
        if (U_FAILURE(code)) break;
        int32_t bytes = 0;
        char *at = buffer_reserve(&out, (int64_t)count * 3 + 1);
        if (!at) {
            code = U_MEMORY_ALLOCATION_ERROR;
            break;
        }
        u_strToUTF8WithSub(at, count * 3 + 1, &bytes, text, count, 0xFFFD, NULL, &code);
        out.length = bytes;
        break;
    }
    buffer_free(&units);
    *status = code;
    if (U_FAILURE(code)) {
        buffer_free(&out);
        return NULL;
    }
    *result_length = out.length;
    return out.bytes;
}
