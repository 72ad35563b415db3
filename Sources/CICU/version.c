#include <unicode/uchar.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

#include "CICU.h"

_Static_assert(sizeof(UErrorCode) == sizeof(ShuliICUStatus), "status width");

const char *shuli_icu_status_name(ShuliICUStatus status) { return u_errorName((UErrorCode)status); }

void shuli_icu_version(char icu[20], char unicode[20]) {
    _Static_assert(U_MAX_VERSION_STRING_LENGTH == 20, "version length");
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, icu);
    u_getUnicodeVersion(version);
    u_versionToString(version, unicode);
}
