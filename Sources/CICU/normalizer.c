#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "CICU.h"
#include "buffer.h"

static const UNormalizer2 *normalizer(int32_t form, UErrorCode *code) {
    switch (form) {
    case SHULI_FORM_NFC: return unorm2_getNFCInstance(code);
    case SHULI_FORM_NFKC: return unorm2_getNFKCInstance(code);
    case SHULI_FORM_NFD: return unorm2_getNFDInstance(code);
    case SHULI_FORM_NFKD: return unorm2_getNFKDInstance(code);
    case SHULI_FORM_NFKC_CASEFOLD: return unorm2_getNFKCCasefoldInstance(code);
    default: *code = U_ILLEGAL_ARGUMENT_ERROR; return NULL;
    }
}

typedef struct {
    Buffer utf16, sorted, normalized, utf8;
} Scratch;

// Brings each run of combining characters into canonical order (a stable sort by combining class). ICU sorts by insertion,
// which is quadratic in a long run that is out of order.
static void sort_marks(UChar *units, int32_t count, Buffer *sorted, UErrorCode *code) {
    UChar32 scalar;
    for (int32_t end = 0; end < count;) {
        const int32_t start = end;
        U16_NEXT(units, end, count, scalar);
        if (u_getCombiningClass(scalar) == 0) continue;
        for (int32_t next = end; next < count; end = next) {
            U16_NEXT(units, next, count, scalar);
            if (u_getCombiningClass(scalar) == 0) break;
        }
        // Counting sort: where the units of each class begin.
        int32_t places[257] = {0};
        for (int32_t at = start, next = start; at < end; at = next) {
            U16_NEXT(units, next, end, scalar);
            places[u_getCombiningClass(scalar) + 1] += next - at;
        }
        for (int32_t class = 1; class <= 256; class++) places[class] += places[class - 1];
        sorted->length = 0;
        UChar *target = (UChar *)buffer_reserve(sorted, (int64_t)(end - start) * sizeof(UChar));
        if (!target) {
            *code = U_MEMORY_ALLOCATION_ERROR;
            return;
        }
        for (int32_t at = start, next = start; at < end; at = next) {
            U16_NEXT(units, next, end, scalar);
            const uint8_t class = u_getCombiningClass(scalar);
            for (int32_t unit = at; unit < next; unit++) target[places[class]++] = units[unit];
        }
        memcpy(units + start, target, (size_t)(end - start) * sizeof(UChar));
    }
}

// Normalizes one segment (from one boundary to the next) into scratch->utf8.
static void normalize_segment(
    const UNormalizer2 *n, const char *segment, int32_t length, Scratch *scratch, UErrorCode *code) {
    // A byte of UTF-8 is at most one unit of UTF-16.
    scratch->utf16.length = scratch->normalized.length = scratch->utf8.length = 0;
    UChar *source = (UChar *)buffer_reserve(&scratch->utf16, (int64_t)length * sizeof(UChar) + sizeof(UChar));
    if (!source) {
        *code = U_MEMORY_ALLOCATION_ERROR;
        return;
    }
    int32_t units = 0;
    u_strFromUTF8WithSub(source, length + 1, &units, segment, length, 0xFFFD, NULL, code);
    // Segments of text are short; below this length sorting by insertion is faster.
    if (units > 64) sort_marks(source, units, &scratch->sorted, code);
    if (U_FAILURE(*code)) return;
    int32_t capacity = units * 4 + 32;
    for (;;) {
        UChar *target = (UChar *)buffer_reserve(&scratch->normalized, (int64_t)capacity * sizeof(UChar));
        if (!target) {
            *code = U_MEMORY_ALLOCATION_ERROR;
            return;
        }
        int32_t result = unorm2_normalize(n, source, units, target, capacity, code);
        if (*code == U_BUFFER_OVERFLOW_ERROR) {
            *code = U_ZERO_ERROR;
            capacity = result + 1;
            continue;
        }
        if (U_FAILURE(*code)) return;
        int32_t bytes = 0;
        char *out = buffer_reserve(&scratch->utf8, (int64_t)result * 3 + 1);
        if (!out) {
            *code = U_MEMORY_ALLOCATION_ERROR;
            return;
        }
        u_strToUTF8(out, result * 3 + 1, &bytes, target, result, code);
        scratch->utf8.length = bytes;
        return;
    }
}

// The text is divided at normalization boundaries (before scalars that never interact with the one before them). A segment
// of one inert scalar is copied, any other is normalized by itself, so that edits are small and the work is linear.
void shuli_normalize(int32_t form, const char *utf8, int64_t length, ShuliNormalized *result, ShuliICUStatus *status) {
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *n = normalizer(form, &code);
    const bool folds_case = form == SHULI_FORM_NFKC_CASEFOLD;
    Buffer out = {0}, edits = {0};
    Scratch scratch = {0};
    int64_t copied = 0;  // source bytes before this are in `out`
    int64_t at = 0;
    bool changed = false;
    while (at < length && U_SUCCESS(code)) {
        const uint8_t byte = (uint8_t)utf8[at];
        if (byte < 0x80 && !folds_case && (at + 1 == length || (uint8_t)utf8[at + 1] < 0x80)) {
            at++;  // ASCII before ASCII changes in no form
            continue;
        }
        const int64_t start = at;
        UChar32 scalar;
        U8_NEXT(utf8, at, length, scalar);
        if (scalar < 0) scalar = 0xFFFD;
        if (unorm2_isInert(n, scalar)) continue;
        while (at < length) {
            int64_t next = at;
            U8_NEXT(utf8, next, length, scalar);
            if (scalar < 0 || unorm2_hasBoundaryBefore(n, scalar)) break;
            at = next;
        }
        if (at - start > INT32_MAX / 8) {
            code = U_INPUT_TOO_LONG_ERROR;
            break;
        }
        normalize_segment(n, utf8 + start, (int32_t)(at - start), &scratch, &code);
        if (U_FAILURE(code)) break;
        if (scratch.utf8.length == at - start && memcmp(scratch.utf8.bytes, utf8 + start, (size_t)(at - start)) == 0)
            continue;
        buffer_append(&out, utf8 + copied, start - copied);
        ShuliEdit edit = {start, at - start, out.length, scratch.utf8.length};
        buffer_append(&out, scratch.utf8.bytes, scratch.utf8.length);
        buffer_append(&edits, &edit, sizeof edit);
        copied = at;
        changed = true;
    }
    if (changed) buffer_append(&out, utf8 + copied, length - copied);
    if ((out.failed || edits.failed) && U_SUCCESS(code)) code = U_MEMORY_ALLOCATION_ERROR;
    buffer_free(&scratch.utf16);
    buffer_free(&scratch.sorted);
    buffer_free(&scratch.normalized);
    buffer_free(&scratch.utf8);
    *result = (ShuliNormalized){0};
    if (U_SUCCESS(code) && changed) {
        buffer_reserve(&out, 1);  // a text that became empty is still a changed text
        *result = (ShuliNormalized){
            out.bytes, out.length, (ShuliEdit *)edits.bytes, edits.length / (int64_t)sizeof(ShuliEdit)};
    } else {
        buffer_free(&out);
        buffer_free(&edits);
    }
    *status = code;
}

bool shuli_is_composed_starter(uint32_t scalar) {
    return u_getIntPropertyValue((UChar32)scalar, UCHAR_NFC_QUICK_CHECK) == UNORM_YES &&
           u_getCombiningClass((UChar32)scalar) == 0;
}

void shuli_normalized_free(ShuliNormalized *result) {
    free(result->utf8);
    free(result->edits);
    *result = (ShuliNormalized){0};
}
