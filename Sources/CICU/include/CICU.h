// The functions of ICU that Shuli calls, under names that do not carry ICU's version.
//
// No header of ICU is included here: a Swift module that saw them could not import Foundation, whose own ICU
// declares the same names. Objects are opaque, text is UTF-8, offsets are bytes. A function that can fail takes a
// `ShuliICUStatus *` and leaves ICU's UErrorCode in it; a positive value is a failure, and then nothing was allocated.
#ifndef SHULI_CICU_H
#define SHULI_CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t ShuliICUStatus;

/// ICU's name of a status, for instance "U_ILLEGAL_ARGUMENT_ERROR"; lives for ever.
const char *shuli_icu_status_name(ShuliICUStatus status);
/// The version of ICU and of Unicode that is linked, as "72.1" and "15.0"; the caller's buffer holds 20 bytes.
void shuli_icu_version(char icu[20], char unicode[20]);

// MARK: Normalization

enum { SHULI_FORM_NFC = 0, SHULI_FORM_NFKC = 1, SHULI_FORM_NFD = 2, SHULI_FORM_NFKD = 3, SHULI_FORM_NFKC_CASEFOLD = 4 };

/// One changed stretch: `source` bytes at `source_start` became `target` bytes at `target_start`.
typedef struct { int64_t source_start, source_length, target_start, target_length; } ShuliEdit;
/// A normalized text and what was changed; freed with shuli_normalized_free. `utf8` is NULL where nothing changed.
typedef struct { char *utf8; int64_t length; ShuliEdit *edits; int64_t edit_count; } ShuliNormalized;

void shuli_normalize(int32_t form, const char *utf8, int64_t length, ShuliNormalized *result, ShuliICUStatus *status);
void shuli_normalized_free(ShuliNormalized *result);
/// Whether a scalar is the same under NFC wherever it stands, unless a scalar that is not follows it.
bool shuli_is_composed_starter(uint32_t scalar);

// MARK: Converters

typedef struct ShuliConverter ShuliConverter;

ShuliConverter *shuli_converter_open(const char *charset, ShuliICUStatus *status);
void shuli_converter_close(ShuliConverter *converter);
/// ICU's canonical name of the charset; lives as long as the converter.
const char *shuli_converter_name(ShuliConverter *converter);
/// Decodes all of `bytes` to UTF-8. Each undecodable sequence becomes one U+FFFD; their offsets in `bytes` are
/// `errors`. Both arrays are freed with shuli_decoded_free.
typedef struct { char *utf8; int64_t length; int64_t *errors; int64_t error_count; } ShuliDecoded;
void shuli_converter_decode(
    ShuliConverter *converter, const uint8_t *bytes, int64_t length, ShuliDecoded *result, ShuliICUStatus *status);
void shuli_decoded_free(ShuliDecoded *result);
/// Encodes UTF-8; what the charset lacks becomes its substitution character. The result is freed with
/// shuli_decoded_free; `error_count` says how many scalars had no place.
void shuli_converter_encode(
    ShuliConverter *converter, const char *utf8, int64_t length, ShuliDecoded *result, ShuliICUStatus *status);

// MARK: Charset detection

/// A guess of ICU's detector; `name` lives as long as the process, `confidence` is 0…100.
typedef struct { const char *name; int32_t confidence; } ShuliCharsetGuess;
/// Best guesses first; returns how many were written.
int32_t shuli_detect_charset(
    const uint8_t *bytes, int64_t length, const char *declared, ShuliCharsetGuess *guesses, int32_t capacity,
    ShuliICUStatus *status);

#endif
