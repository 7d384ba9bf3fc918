#include <string.h>

#include "fgk_hits.h"

int fgk_tiles_jumped(const uint32_t *now, uint32_t *before, int count, uint32_t least, uint32_t times, int *found,
                     int capacity) {
    uint64_t all = 0;
    for (int i = 0; i < count; i++) all += now[i] > before[i] ? now[i] - before[i] : before[i] - now[i];
    const uint64_t usual = all * times / (uint64_t)(count ? count : 1);
    const uint64_t threshold = usual > least ? usual : least;
    int many = 0;
    for (int i = 0; i < count; i++) {
        const uint32_t jump = now[i] > before[i] ? now[i] - before[i] : before[i] - now[i];
        if (jump < threshold) continue;
        if (many < capacity) found[many] = i;
        many++;
    }
    memcpy(before, now, (size_t)count * sizeof *now);
    return many <= capacity ? many : -1;
}
