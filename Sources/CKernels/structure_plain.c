// The loops for any processor, and the choice between the two.
#include "structure_loops.h"

static _Atomic int is_plain_forced;

int fgk_structure_force_plain(int on) {
    is_plain_forced = on;
    return structure_best_kernels() != &table;
}

const structure_kernels *structure_best_kernels(void) {
    const structure_kernels *best = is_plain_forced ? NULL : structure_avx2_kernels();
    return best ? best : &table;
}
