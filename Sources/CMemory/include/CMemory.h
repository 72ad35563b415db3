// What the allocator does with memory that is free.
#ifndef SHULI_CMEMORY_H
#define SHULI_CMEMORY_H

/// Keeps up to some 64 MB of free memory at hand instead of giving it back to the system, which would have to clear it when
/// the next document asks for it. Does nothing with other allocators than glibc's.
void shuli_memory_keep(void);

#endif
