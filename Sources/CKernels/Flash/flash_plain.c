// The loops for any processor, and the choice between the two.
#include <stdlib.h>

#include "flash_loops.h"
#include "flash_pattern_loops.h"

const flash_kernels *flash_plain_kernels(void) { return &table; }

static _Atomic int is_plain_forced;

int fgk_flash_force_plain(int on) {
    is_plain_forced = on;
    return flash_best_kernels() != &table;
}

const flash_kernels *flash_best_kernels(void) {
    const flash_kernels *best = is_plain_forced ? NULL : flash_avx2_kernels();
    return best ? best : &table;
}

const flash_pattern_kernels *flash_best_pattern_kernels(void) {
    const flash_pattern_kernels *best = is_plain_forced ? NULL : flash_avx2_pattern_kernels();
    return best ? best : &pattern_table;
}

void *flash_room(uint64_t bytes) {
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    return p ? memset(p, 0, bytes) : NULL;
}
