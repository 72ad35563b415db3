// What the loadable extension brings itself, so that it needs no newer C library than glibc 2.34: .ci/extension.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

#define HIDDEN __attribute__((visibility("hidden")))

// ICU asks these for the time zone, which nothing here does. Debian's archives of ICU are made for programs: from a library
// they can't reach the variables of the C library.
HIDDEN long shuli_timezone;
HIDDEN char *shuli_tzname[2] = {"", ""};

// glibc has it from version 2.36 on.
HIDDEN uint32_t arc4random(void) {
    uint32_t number;
    if (getrandom(&number, sizeof number, 0) != sizeof number) abort();
    return number;
}

// glibc has a new version of it from 2.35 on.
HIDDEN float hypotf(float x, float y) { return (float)sqrt((double)x * x + (double)y * y); }
