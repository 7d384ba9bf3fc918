#include "picture_plain.h"

static inline void scan_code(uint16_t code, picture_scan *scan) {
    if (code < scan->min) scan->min = code;
    if (code > scan->max) scan->max = code;
    scan->sum += code;
}

void picture_plain_sweep_bytes(const uint8_t *row, int n, uint16_t threshold, const picture_byte_columns *columns,
                               picture_swept *swept) {
    for (int x = 0; x < n; x++) {
        const uint8_t code = row[x], above = code > threshold;
        scan_code(code, &swept->scan);
        swept->scan.used |= code;
        swept->count = (uint16_t)(swept->count + above);
        columns->lanes[x / 16 * picture_byte_lanes] += code;
        if (code > columns->max[x]) columns->max[x] = code;
        columns->count[x] = (uint8_t)(columns->count[x] + above);
    }
}

void picture_plain_sweep_words(const uint16_t *row, int n, int depth, uint16_t threshold,
                               const picture_word_columns *columns, picture_swept *swept) {
    const uint16_t highest = (uint16_t)((1u << depth) - 1);
    for (int x = 0; x < n; x++) {
        const uint16_t code = row[x] < highest ? row[x] : highest, above = code > threshold;
        scan_code(code, &swept->scan);
        swept->scan.used |= row[x];
        swept->count = (uint16_t)(swept->count + above);
        columns->lanes[x] = (uint16_t)(columns->lanes[x] + code);
        if (code > columns->max[x]) columns->max[x] = code;
        columns->count[x] = (uint16_t)(columns->count[x] + above);
    }
}
