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
    const int depth = r->depth - m->drop;
    const double unit = 1 << (depth - 8), highest = (1 << depth) - 1;
    const double luma = 4095 / (r->full_range ? highest : 219 * unit), chroma = 4095 / (r->full_range ? highest : 224 * unit);
    m->black = r->full_range ? 0 : 16 << (depth - 8);
    m->neutral = 1 << (depth - 1);
    m->luma = factor(luma);
    if (r->model != FGK_PICTURE_YCBCR) return;
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
        memcpy(linear, r->linear, 4096 * sizeof *linear);
        if (bend) memcpy(bend, r->bend, 4097 * sizeof *bend);
    }
    r->level_of_luma = luma;
    r->linear = linear;
    r->bend = bend;
    return complete;
}

static int make_slot(flash_slot *slot, unsigned planes) {
    const uint64_t bytes = flash_samples * sizeof(uint16_t);
    int complete = !(planes & FGK_FLASH_LUMA) || (slot->luma = flash_room(bytes));
    complete = complete && (!(planes & FGK_FLASH_LIGHT) || (slot->light = flash_room(bytes)));
    complete = complete && (!(planes & FGK_FLASH_RED) || ((slot->u = flash_room(bytes)) && (slot->v = flash_room(bytes))));
    const int has_steps = (planes & (FGK_FLASH_LIGHT | FGK_FLASH_RED)) != 0;
    for (int c = 0; c < 3 && has_steps; c++) complete = complete && (slot->steps[c] = flash_room(bytes));
    return complete;
}

/// In BT.709 red light is at least four times the green and the blue. BT.2020's and P3's red is four times theirs less
/// often: at (1, 0.25, 0) of BT.709 it is 2.4 times BT.2020's green. Twice is on the safe side.
static int red_margin(const fgk_flash_reading *r) {
    const float times = r->to_709[1] == 0 ? 4 : 2;
    int margin = 4096;
    for (int rest = 0, red = 0; rest < 4096; rest++) {
        while (red < 4096 && (r->linear[red] < times * r->linear[rest] || r->linear[red] < flash_darkest / 2)) red++;
        if (red < 4096 && red - rest < margin) margin = red - rest;
    }
    return margin;
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
    for (int i = 0; complete && i < h->room; i++) complete = make_slot(&h->slot[i], planes);
    if (complete) {
        set_matrix(h);
        h->red_margin = red_margin(&h->reading);
        return h;
    }
    fgk_flash_history_destroy(h);
    return NULL;
}

void fgk_flash_history_destroy(fgk_flash_history *h) {
    if (!h) return;
    for (int i = 0; i < h->room; i++) {
        free(h->slot[i].luma);
        free(h->slot[i].light);
        free(h->slot[i].u);
        free(h->slot[i].v);
        for (int c = 0; c < 3; c++) free(h->slot[i].steps[c]);
    }
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

/// The same row of three planes.
static void row_of(int16_t *const planes[3], int row, int16_t *out[3]) {
    for (int c = 0; c < 3; c++) out[c] = planes[c] + (size_t)row * flash_columns;
}

static void take_steps(const fgk_flash_history *h, const fgk_picture_tiles *tiles, int row, int16_t *const rgb[3]) {
    const size_t at = (size_t)row * flash_columns;
    const uint16_t *code[3];
    for (int c = 0; c < 3; c++) code[c] = tiles->component_grid[tiles->component_grid[c] ? c : 0] + at;
    if (h->reading.model == FGK_PICTURE_YCBCR) return h->kernels->steps_row(code, &h->matrix, rgb);
    int16_t spare[2][flash_columns];
    for (int c = 0; c < 3; c++)
        h->kernels->steps_row((const uint16_t *const[3]){code[c], code[c], code[c]}, &h->matrix,
                              (int16_t *const[3]){rgb[c], spare[0], spare[1]});
}

typedef float linear_rows[3][flash_columns];

static void take_linear(const fgk_flash_history *h, int16_t *const rgb[3], linear_rows out) {
    const float *linear = h->reading.linear;
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < flash_columns; i++) out[c][i] = linear[rgb[c][i]];
}

static void colour(const fgk_flash_history *h, flash_slot *slot, int row, linear_rows linear) {
    const size_t at = (size_t)row * flash_columns;
    const float *const rgb[3] = {linear[0], linear[1], linear[2]};
    slot->has_red[row] = (uint8_t)h->kernels->colour_row(rgb, &h->reading, slot->u + at, slot->v + at);
    slot->has_colour[row] = 1;
}

void flash_history_colour(const fgk_flash_history *h, flash_slot *slot, int row) {
    if (slot->has_colour[row]) return;
    linear_rows linear;
    int16_t *steps[3];
    row_of(slot->steps, row, steps);
    take_linear(h, steps, linear);
    colour(h, slot, row, linear);
}

/// From linear Y to cd/m², between the entries of the table.
static void bend_row(const float *bend, float *y) {
    for (int i = 0; i < flash_columns; i++) {
        const float at = sqrtf(y[i] < 1 ? y[i] : 1) * 4096;
        const int entry = (int)at < 4095 ? (int)at : 4095;
        y[i] = bend[entry] + (bend[entry + 1] - bend[entry]) * (at - (float)entry);
    }
}

static void take_levels(const fgk_flash_history *h, float *luminance, uint16_t *level) {
    if (h->reading.bend) bend_row(h->reading.bend, luminance);
    else
        for (int i = 0; i < flash_columns; i++) luminance[i] *= h->reading.peak;
    if (!h->kernels->level_row(luminance, level)) return;
    for (int i = 0; i < flash_columns; i++)
        if (luminance[i] > 180) level[i] = fgk_flash_level(luminance[i]);
}

static void take_light(const fgk_flash_history *h, flash_slot *slot, int row, linear_rows linear) {
    float luminance[flash_columns];
    const float *const rgb[3] = {linear[0], linear[1], linear[2]};
    h->kernels->luminance_row(rgb, h->reading.to_xyz + 3, luminance);
    take_levels(h, luminance, slot->light + (size_t)row * flash_columns);
}

static void take_row(const fgk_flash_history *h, flash_slot *slot, const fgk_picture_tiles *tiles, int row) {
    int16_t *steps[3];
    row_of(slot->steps, row, steps);
    take_steps(h, tiles, row, steps);
    slot->has_colour[row] = slot->has_red[row] = 0;
    const int may_be_red =
        slot->u && h->kernels->may_be_red_row((const int16_t *const[3]){steps[0], steps[1], steps[2]}, h->red_margin);
    if (!may_be_red && !slot->light) return;
    linear_rows linear;
    take_linear(h, steps, linear);
    if (may_be_red) colour(h, slot, row, linear);
    if (slot->light) take_light(h, slot, row, linear);
}

void fgk_flash_history_add(fgk_flash_history *h, const fgk_picture_tiles *tiles, double time) {
    flash_slot *slot = &h->slot[h->taken++ % h->room];
    slot->time = time;
    for (size_t i = 0; slot->luma && i < flash_samples; i++) slot->luma[i] = h->reading.level_of_luma[tiles->luma_grid[i]];
    for (int row = 0; slot->steps[0] && row < flash_rows; row++) take_row(h, slot, tiles, row);
}
