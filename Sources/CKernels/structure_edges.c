#include <stdlib.h>

#include "fgk_structure.h"
#include "structure_rows.h"

void fgk_row_halves(const fgk_picture_component *luma, int y, int threshold, uint16_t *work, int halves[2]) {
    const int width = luma->width;
    structure_read(luma, y, 0, width, work);
    for (int half = 0; half < 2; half++) {
        const int from = width * (half ? 60 : 2) / 100, to = width * (half ? 98 : 40) / 100;
        int bright = 0;
        for (int x = from; x < to; x++) bright += work[x] > threshold;
        halves[half] = to > from ? bright * 1000 / (to - from) : 0;
    }
}

fgk_row_shift fgk_row_shift_find(const fgk_picture_component *luma, int y, int other, uint16_t *work) {
    enum { reach = 32 };
    const int width = luma->width, many = width - 2 * reach;
    fgk_row_shift found = {0, 0, 0};
    if (many < 64) return found;
    structure_read(luma, y, 0, width, work);
    structure_read(luma, other, 0, width, work + width);
    uint32_t best = UINT32_MAX;
    for (int shift = -reach; shift <= reach; shift++) {
        uint32_t sum = 0;
        const uint16_t *a = work + reach, *b = work + width + reach - shift;
        for (int x = 0; x < many; x++) sum += (uint32_t)abs(a[x] - b[x]);
        if (!shift) found.plain = (int32_t)((uint64_t)sum * 16 / (uint32_t)many);
        // Of equals the smaller shift.
        if (sum < best || (sum == best && abs(shift) < abs(found.shift))) best = sum, found.shift = shift;
    }
    found.best = (int32_t)((uint64_t)best * 16 / (uint32_t)many);
    return found;
}
