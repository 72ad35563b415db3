#include <stdlib.h>

#include "CMemory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void shuli_memory_keep(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}
