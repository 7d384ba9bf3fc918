#include "picture_occupancy_classify.h"

int picture_plain_classify(const int16_t *const signal[4], int n, const fgk_occupancy *tables,
                           uint64_t outside[FGK_OCCUPANCY_GAMUTS], uint16_t *doubtful) {
    return picture_classify_body(signal, 0, n, tables, outside, doubtful);
}
