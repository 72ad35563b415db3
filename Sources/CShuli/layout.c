#include "shulic.h"

// The layout that the Arrow C Data Interface fixes: libraries that were built apart exchange these structs.
_Static_assert(sizeof(struct ArrowSchema) == 9 * sizeof(int64_t), "ArrowSchema");
_Static_assert(sizeof(struct ArrowArray) == 10 * sizeof(int64_t), "ArrowArray");
