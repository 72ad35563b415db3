// What the library of the C interface brings itself: the standard streams under names of its own, and what glibc 2.34 lacks:
// .ci/library.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
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

// glibc has it from version 2.35 on. The unwinder of libgcc asks it where the frames of an address are described.
struct search {
    uintptr_t address;
    struct dl_find_object *found;
};

static int describe(struct dl_phdr_info *object, size_t size, void *data) {
    (void)size;
    const struct search *search = data;
    const void *frames = NULL;
    uintptr_t start = 0, end = 0;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        uintptr_t place = object->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_GNU_EH_FRAME) frames = (const void *)place;
        if (part->p_type == PT_LOAD && search->address >= place && search->address < place + part->p_memsz) {
            start = place;
            end = place + part->p_memsz;
        }
    }
    if (end == 0 || frames == NULL) return 0;
    search->found->dlfo_map_start = (void *)start;
    search->found->dlfo_map_end = (void *)end;
    search->found->dlfo_eh_frame = (void *)frames;
    return 1;
}

HIDDEN int _dl_find_object(void *address, struct dl_find_object *found) {
    struct search search = {(uintptr_t)address, found};
    *found = (struct dl_find_object){0};
    return dl_iterate_phdr(describe, &search) ? 0 : -1;
}
