// What the allocator does with memory that is free, and what the processor fetches ahead.
#ifndef SHULI_CMEMORY_H
#define SHULI_CMEMORY_H

/// Keeps up to some 64 MB of free memory at hand instead of giving it back to the system, which would have to clear it when
/// the next document asks for it. Does nothing with other allocators than glibc's.
void shuli_memory_keep(void);

/// Begins to fetch the memory at an address, which may be no valid one, for reading.
static inline void shuli_prefetch(const void *p) { __builtin_prefetch(p, 0, 3); }

#endif
