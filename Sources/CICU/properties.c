#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

#include "CICU.h"

// The Swift side maps these numbers to Unicode.GeneralCategory by position.
_Static_assert(U_UNASSIGNED == 0 && U_UPPERCASE_LETTER == 1 && U_OTHER_LETTER == 5, "general category order");
_Static_assert(U_NON_SPACING_MARK == 6 && U_ENCLOSING_MARK == 7 && U_COMBINING_SPACING_MARK == 8, "category order");
_Static_assert(U_DECIMAL_DIGIT_NUMBER == 9 && U_SPACE_SEPARATOR == 12 && U_CONTROL_CHAR == 15, "category order");
_Static_assert(U_DASH_PUNCTUATION == 19 && U_OTHER_PUNCTUATION == 23 && U_MATH_SYMBOL == 24, "category order");
_Static_assert(U_INITIAL_PUNCTUATION == 28 && U_FINAL_PUNCTUATION == 29, "category order");

const char *shuli_icu_status_name(ShuliICUStatus status) { return u_errorName((UErrorCode)status); }

void shuli_icu_version(char icu[20], char unicode[20]) {
    _Static_assert(U_MAX_VERSION_STRING_LENGTH == 20, "version length");
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, icu);
    u_getUnicodeVersion(version);
    u_versionToString(version, unicode);
}

int32_t shuli_script(uint32_t scalar) {
    UErrorCode code = U_ZERO_ERROR;
    return uscript_getScript((UChar32)scalar, &code);
}

int32_t shuli_script_of_name(const char *name) { return u_getPropertyValueEnum(UCHAR_SCRIPT, name); }

const char *shuli_script_name(int32_t script) { return uscript_getShortName((UScriptCode)script); }

int32_t shuli_general_category(uint32_t scalar) { return u_charType((UChar32)scalar); }

void shuli_free(void *memory) { free(memory); }
