#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include "CICU.h"
#include "buffer.h"

struct ShuliConverter {
    UConverter *converter;
};

ShuliConverter *shuli_converter_open(const char *charset, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    ShuliConverter *owner = NULL;
    UConverter *converter = ucnv_open(charset, &code);
    if (U_SUCCESS(code)) ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
    if (U_SUCCESS(code)) {
        owner = malloc(sizeof *owner);
        if (owner)
            owner->converter = converter;
        else
            code = U_MEMORY_ALLOCATION_ERROR;
    }
    if (U_FAILURE(code) && converter) ucnv_close(converter);
    *status = code;
    return owner;
}

void shuli_converter_close(ShuliConverter *converter) {
    ucnv_close(converter->converter);
    free(converter);
}

const char *shuli_converter_name(ShuliConverter *converter) {
    UErrorCode code = U_ZERO_ERROR;
    return ucnv_getName(converter->converter, &code);
}

static void append_scalar(Buffer *out, uint32_t scalar) {
    char *at = buffer_reserve(out, 4);
    if (!at) return;
    int64_t n = 0;
    if (scalar < 0x80) {
        at[n++] = (char)scalar;
    } else if (scalar < 0x800) {
        at[n++] = (char)(0xC0 | scalar >> 6);
        at[n++] = (char)(0x80 | (scalar & 0x3F));
    } else if (scalar < 0x10000) {
        at[n++] = (char)(0xE0 | scalar >> 12);
        at[n++] = (char)(0x80 | (scalar >> 6 & 0x3F));
        at[n++] = (char)(0x80 | (scalar & 0x3F));
    } else {
        at[n++] = (char)(0xF0 | scalar >> 18);
        at[n++] = (char)(0x80 | (scalar >> 12 & 0x3F));
        at[n++] = (char)(0x80 | (scalar >> 6 & 0x3F));
        at[n++] = (char)(0x80 | (scalar & 0x3F));
    }
    out->length += n;
}

void shuli_converter_decode(
    ShuliConverter *owner, const uint8_t *bytes, int64_t length, ShuliDecoded *result, ShuliICUStatus *status) {
    enum { CHUNK = 4096 };
    UConverter *converter = owner->converter;
    Buffer out = {0}, errors = {0};
    UErrorCode code = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter);
    const char *source = (const char *)bytes;
    const char *const end = source + length;
    uint32_t lead = 0;  // a surrogate whose other half may stand in the next chunk
    bool finished = false;
    while (!finished && U_SUCCESS(code) && !out.failed) {
        UChar units[CHUNK], *unit = units;
        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &unit, units + CHUNK, &source, end, NULL, 1, &code);
        for (const UChar *u = units; u < unit; u++) {
            if (lead && U16_IS_TRAIL(*u)) {
                append_scalar(&out, U16_GET_SUPPLEMENTARY(lead, *u));
                lead = 0;
                continue;
            }
            if (lead) append_scalar(&out, 0xFFFD);
            lead = 0;
            if (U16_IS_LEAD(*u))
                lead = *u;
            else
                append_scalar(&out, U16_IS_TRAIL(*u) ? 0xFFFD : *u);
        }
        if (code == U_BUFFER_OVERFLOW_ERROR) {
            code = U_ZERO_ERROR;
        } else if (code == U_INVALID_CHAR_FOUND || code == U_ILLEGAL_CHAR_FOUND || code == U_TRUNCATED_CHAR_FOUND) {
            char bad[32];
            int8_t bad_length = sizeof bad;
            UErrorCode ignored = U_ZERO_ERROR;
            ucnv_getInvalidChars(converter, bad, &bad_length, &ignored);
            int64_t offset = source - (const char *)bytes - (U_SUCCESS(ignored) ? bad_length : 0);
            if (offset < 0) offset = 0;
            append_scalar(&out, 0xFFFD);
            buffer_append(&errors, &offset, sizeof offset);
            finished = code == U_TRUNCATED_CHAR_FOUND;
            code = U_ZERO_ERROR;
        } else {
            finished = true;
        }
    }
    if (lead) append_scalar(&out, 0xFFFD);
    if ((out.failed || errors.failed) && U_SUCCESS(code)) code = U_MEMORY_ALLOCATION_ERROR;
    *result = (ShuliDecoded){0};
    if (U_SUCCESS(code)) {
        *result = (ShuliDecoded){
            out.bytes, out.length, (int64_t *)errors.bytes, errors.length / (int64_t)sizeof(int64_t)};
    } else {
        buffer_free(&out);
        buffer_free(&errors);
    }
    *status = code;
}

void shuli_decoded_free(ShuliDecoded *result) {
    free(result->utf8);
    free(result->errors);
    *result = (ShuliDecoded){0};
}

// Counts the substitutions and leaves the writing of them to ICU.
static void count_substitution(
    const void *context, UConverterFromUnicodeArgs *arguments, const UChar *units, int32_t length, UChar32 scalar,
    UConverterCallbackReason reason, UErrorCode *code) {
    if (reason <= UCNV_IRREGULAR) (*(int64_t *)context)++;
    UCNV_FROM_U_CALLBACK_SUBSTITUTE(NULL, arguments, units, length, scalar, reason, code);
}

void shuli_converter_encode(
    ShuliConverter *owner, const char *utf8, int64_t length, ShuliDecoded *result, ShuliICUStatus *status) {
    enum { CHUNK = 4096 };
    UErrorCode code = U_ZERO_ERROR;
    int64_t substitutions = 0;
    UConverter *unicode = ucnv_open("UTF-8", &code);
    if (U_SUCCESS(code)) ucnv_setFromUCallBack(owner->converter, count_substitution, &substitutions, NULL, NULL, &code);
    Buffer out = {0};
    const char *source = utf8;
    UChar pivot[CHUNK], *pivot_source = pivot, *pivot_target = pivot;
    UBool reset = 1;
    while (U_SUCCESS(code) && !out.failed) {
        char *at = buffer_reserve(&out, CHUNK);
        if (!at) break;
        char *target = at;
        ucnv_convertEx(
            owner->converter, unicode, &target, at + CHUNK, &source, utf8 + length, pivot, &pivot_source,
            &pivot_target, pivot + CHUNK, reset, 1, &code);
        out.length += target - at;
        reset = 0;
        if (code != U_BUFFER_OVERFLOW_ERROR) break;
        code = U_ZERO_ERROR;
    }
    if (unicode) ucnv_close(unicode);
    if (out.failed && U_SUCCESS(code)) code = U_MEMORY_ALLOCATION_ERROR;
    *result = (ShuliDecoded){0};
    if (U_SUCCESS(code))
        *result = (ShuliDecoded){out.bytes, out.length, NULL, substitutions};
    else
        buffer_free(&out);
    *status = code;
}

int32_t shuli_detect_charset(
    const uint8_t *bytes, int64_t length, const char *declared, ShuliCharsetGuess *guesses, int32_t capacity,
    ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = 0;
    UCharsetDetector *detector = ucsdet_open(&code);
    if (length > INT32_MAX) length = INT32_MAX;
    ucsdet_setText(detector, (const char *)bytes, (int32_t)length, &code);
    if (declared) ucsdet_setDeclaredEncoding(detector, declared, (int32_t)strlen(declared), &code);
    int32_t found = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &code);
    for (int32_t i = 0; U_SUCCESS(code) && i < found && count < capacity; i++) {
        // The detector owns the match but its names are string literals of ICU.
        guesses[count].name = ucsdet_getName(matches[i], &code);
        guesses[count].confidence = ucsdet_getConfidence(matches[i], &code);
        count++;
    }
    if (detector) ucsdet_close(detector);
    *status = code;
    return U_SUCCESS(code) ? count : 0;
}
