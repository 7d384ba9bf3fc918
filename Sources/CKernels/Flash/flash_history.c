#include "flash_history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

uint16_t fgk_flash_level(float luminance) {
    if (!(luminance > 0)) return 0;
    if (luminance > 10000) luminance = 10000;
    int steps = 0;
    for (; luminance > 180; steps++) luminance *= 8.0f / 9;
    return (uint16_t)((int32_t)(luminance * FGK_FLASH_STEPS + 0.5f) + steps * 20 * FGK_FLASH_STEPS);
}

static int32_t factor(double value) { return (int32_t)lround(value * 8192); }

static void set_matrix(fgk_flash_history *h) {
    const fgk_flash_reading *r = &h->reading;
    flash_matrix *m = &h->matrix;
    m->drop = r->depth > 12 ? r->depth - 12 : 0;
    m->is_ycbcr = r->model == FGK_PICTURE_YCBCR;
    const int depth = r->depth - m->drop;
    const double unit = 1 << (depth - 8), highest = (1 << depth) - 1;
    const double luma = 4095 / (r->full_range ? highest : 219 * unit), chroma = 4095 / (r->full_range ? highest : 224 * unit);
    m->black = r->full_range ? 0 : 16 << (depth - 8);
    m->neutral = 1 << (depth - 1);
    m->luma = factor(luma);
    if (!m->is_ycbcr) return;
    const double kg = 1 - r->kr - r->kb;
    m->red = factor(2 * (1 - r->kr) * chroma);
    m->blue = factor(2 * (1 - r->kb) * chroma);
    m->green_cb = -factor(2 * (1 - r->kb) * r->kb / kg * chroma);
    m->green_cr = -factor(2 * (1 - r->kr) * r->kr / kg * chroma);
}

static int copy_tables(fgk_flash_reading *r) {
    const size_t codes = (size_t)1 << r->depth;
    uint16_t *luma = flash_room(codes * sizeof *luma);
    float *linear = flash_room(4096 * sizeof *linear), *bend = r->bend ? flash_room(4097 * sizeof *bend) : NULL;
    const int complete = luma && linear && (bend || !r->bend);
    if (complete) {
        memcpy(luma, r->level_of_luma, codes * sizeof *luma);
        // Lowest and highest codes have to have the lowest and highest levels.
        for (size_t i = 1; i < codes; i++) luma[i] = luma[i] < luma[i - 1] ? luma[i - 1] : luma[i];
        memcpy(linear, r->linear, 4096 * sizeof *linear);
        if (bend) memcpy(bend, r->bend, 4097 * sizeof *bend);
    }
    r->level_of_luma = luma;
    r->linear = linear;
    r->bend = bend;
    return complete;
}

static int make_slot(const fgk_flash_history *h, flash_slot *slot) {
    const uint64_t bytes = flash_samples * sizeof(uint16_t);
    const unsigned planes = h->planes;
    const int has_components = (planes & (FGK_FLASH_LIGHT | FGK_FLASH_RED)) != 0;
    int complete = 1;
    for (int c = 0; c < (h->reading.model == FGK_PICTURE_GRAY ? 1 : 3) && has_components; c++)
        complete = complete && (slot->component[c] = flash_room(bytes));
    const int is_shared = has_components && h->reading.model != FGK_PICTURE_RGB;
    if (is_shared) slot->luma = slot->component[0];
    else complete = complete && (!(planes & FGK_FLASH_LUMA) || (slot->luma = flash_room(bytes)));
    complete = complete && (!(planes & FGK_FLASH_LIGHT) || (slot->light = flash_room(bytes)));
    return complete && (!(planes & FGK_FLASH_RED) || ((slot->u = flash_room(bytes)) && (slot->v = flash_room(bytes))));
}

static void free_slot(flash_slot *slot) {
    if (slot->luma != slot->component[0]) free(slot->luma);
    for (int c = 0; c < 3; c++) free(slot->component[c]);
    free(slot->light);
    free(slot->u);
    free(slot->v);
}

fgk_flash_history *fgk_flash_history_create(const fgk_flash_reading *reading, unsigned planes, int past) {
    const int has_colour = reading->model == FGK_PICTURE_RGB || (reading->kr > 0 && reading->kb > 0);
    if (past < 1 || past > FGK_FLASH_MOST_PAST || reading->depth < 8 || reading->depth > 16) return NULL;
    if (planes & (FGK_FLASH_LIGHT | FGK_FLASH_RED) && reading->model != FGK_PICTURE_GRAY && !has_colour) return NULL;
    fgk_flash_history *h = calloc(1, sizeof *h);
    if (!h) return NULL;
    h->kernels = flash_best_kernels();
    h->reading = *reading;
    h->planes = planes;
    h->room = past + 1;
    int complete = copy_tables(&h->reading);
    for (int i = 0; complete && i < h->room; i++) complete = make_slot(h, &h->slot[i]);
    if (complete) {
        set_matrix(h);
        flash_find_red_margin(h);
        return h;
    }
    fgk_flash_history_destroy(h);
    return NULL;
}

void fgk_flash_history_destroy(fgk_flash_history *h) {
    if (!h) return;
    for (int i = 0; i < h->room; i++) free_slot(&h->slot[i]);
    free((void *)h->reading.level_of_luma);
    free((void *)h->reading.linear);
    free((void *)h->reading.bend);
    free(h);
}

flash_slot *flash_history_slot(fgk_flash_history *h, int ago) {
    return ago < h->room && ago < h->taken ? &h->slot[(h->taken - 1 - ago) % h->room] : NULL;
}

int flash_history_within(fgk_flash_history *h, double seconds) {
    const double now = flash_history_slot(h, 0)->time;
    int count = flash_history_slot(h, 1) ? 1 : 0;
    for (int ago = 2; ago < h->room; ago++) {
        const flash_slot *then = flash_history_slot(h, ago);
        if (!then || now - then->time > seconds) break;
        count = ago;
    }
    return count;
}

/// The codes of one row. Grey pictures stand for all three components.
static void row_of(const flash_slot *slot, int row, const uint16_t *code[3]) {
    for (int c = 0; c < 3; c++) code[c] = slot->component[slot->component[c] ? c : 0] + (size_t)row * flash_columns;
}

void flash_history_light(const fgk_flash_history *h, flash_slot *slot, int row, unsigned groups) {
    const unsigned missing = groups & ~(unsigned)slot->has_light[row];
    if (!missing) return;
    const uint16_t *code[3];
    row_of(slot, row, code);
    h->kernels->light_row(missing, code, &h->matrix, &h->reading, slot->light + (size_t)row * flash_columns);
    slot->has_light[row] |= (uint16_t)missing;
}

void flash_history_colour(const fgk_flash_history *h, flash_slot *slot, int row, unsigned groups) {
    const unsigned missing = groups & ~(unsigned)slot->has_colour[row];
    if (!missing) return;
    const size_t at = (size_t)row * flash_columns;
    const uint16_t *code[3];
    row_of(slot, row, code);
    slot->has_red[row] |=
        (uint16_t)h->kernels->colour_row(missing, code, &h->matrix, &h->reading, slot->u + at, slot->v + at);
    slot->has_colour[row] |= (uint16_t)missing;
}

/// Groups of a row with samples that differ so much in any component.
static unsigned hits_of_row(const fgk_flash_history *h, const flash_slot *now, const flash_slot *then, int row) {
    const flash_weights *weights = &h->hits.weights;
    const uint16_t *code[3], *past[3];
    row_of(now, row, code);
    row_of(then, row, past);
    if (h->matrix.is_ycbcr) return h->kernels->far_light_row(code, past, weights);
    unsigned groups = 0;
    for (int c = 0; c < 3 && now->component[c]; c++) groups |= h->kernels->far_row(code[c], past[c], weights->most_luma);
    return groups;
}

const uint16_t *flash_history_hits(fgk_flash_history *h, int count, uint16_t step) {
    flash_light_hits *hits = &h->hits;
    if (hits->weighed != step) flash_find_weights(h, step, &hits->weights);
    if (hits->taken == h->taken && hits->count == count && hits->weighed == step) return hits->groups;
    hits->taken = h->taken;
    hits->count = count;
    hits->weighed = step;
    const flash_slot *now = flash_history_slot(h, 0);
    for (int row = 0; row < flash_rows; row++) {
        unsigned groups = 0;
        for (int k = 1; k <= count; k++) groups |= hits_of_row(h, now, flash_history_slot(h, k), row);
        hits->groups[row] = (uint16_t)groups;
    }
    return hits->groups;
}

static void find_red(const fgk_flash_history *h, flash_slot *slot, int row) {
    const uint16_t *code[3];
    row_of(slot, row, code);
    unsigned groups = h->kernels->reaching_row(code[2], h->red_code);
    if (groups) groups = h->kernels->may_be_red_row(groups, code, &h->matrix, h->red_margin);
    if (groups) flash_history_colour(h, slot, row, groups);
}

void fgk_flash_history_add(fgk_flash_history *h, const fgk_picture_tiles *tiles, double time) {
    const size_t bytes = flash_samples * sizeof(uint16_t);
    flash_slot *slot = &h->slot[h->taken++ % h->room];
    slot->time = time;
    memset(slot->has_light, 0, sizeof slot->has_light);
    memset(slot->has_colour, 0, sizeof slot->has_colour);
    memset(slot->has_red, 0, sizeof slot->has_red);
    if (slot->luma && slot->luma != slot->component[0]) memcpy(slot->luma, tiles->luma_grid, bytes);
    for (int c = 0; c < 3; c++)
        if (slot->component[c]) memcpy(slot->component[c], tiles->component_grid[c], bytes);
    for (int row = 0; slot->u && row < flash_rows; row++) find_red(h, slot, row);
}
