// The standard streams under names of the library of the C interface: .ci/library.
#include <stdio.h>

#define HIDDEN __attribute__((visibility("hidden")))

HIDDEN FILE *shuli_stdin;
HIDDEN FILE *shuli_stdout;
HIDDEN FILE *shuli_stderr;

__attribute__((constructor)) static void set_streams(void) {
    shuli_stdin = stdin;
    shuli_stdout = stdout;
    shuli_stderr = stderr;
}
