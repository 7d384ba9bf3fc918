#include <math.h>
#include <string.h>

#include "picture_state.h"

static const unsigned tile_groups = FGK_PICTURE_TILES | FGK_PICTURE_CHANGE;
/// Groups that look at luma row by row.
static const unsigned luma_groups = FGK_PICTURE_TILES | FGK_PICTURE_CHANGE | FGK_PICTURE_LINES | FGK_PICTURE_COMB |
                                    FGK_PICTURE_ROWS;
/// Groups that look at every component row by row.
static const unsigned component_groups = FGK_PICTURE_LEVELS | FGK_PICTURE_LIMITS | FGK_PICTURE_CHANGE;
/// Groups that look at R', G', B'.
static const unsigned gamut_groups = FGK_PICTURE_R103 | FGK_PICTURE_R103_FILTERED | FGK_PICTURE_LIGHT |
                                     FGK_PICTURE_OCCUPANCY;

static int lies_as_bytes(const fgk_picture *picture, int index) {
    const fgk_picture_component *c = &picture->component[index];
    return c->bytes == 1 && c->step == 1;
}

static void lay_out(fgk_picture_state *s) {
    const fgk_picture_request *r = &s->request;
    for (int i = 0; i < r->now->components; i++) {
        const fgk_picture_component *c = &r->now->component[i];
        s->layout[i].column_shift = picture_subsampling(s->width, c->width);
        s->layout[i].row_shift = picture_subsampling(s->height, c->height);
        s->layout[i].as_bytes = lies_as_bytes(r->now, i) && (!r->previous || lies_as_bytes(r->previous, i)) &&
                                (!r->next || lies_as_bytes(r->next, i));
    }
    s->luma_as_bytes = r->now->model != FGK_PICTURE_RGB && s->layout[0].as_bytes;
}

static void weigh_luma(fgk_picture_state *s) {
    const fgk_picture *now = s->request.now;
    const int known = now->kr > 0 && now->kb > 0 && now->kr + now->kb < 1;
    s->luma_weights[0] = (uint32_t)lround(8192 * (known ? now->kr : 0.2126));
    s->luma_weights[2] = (uint32_t)lround(8192 * (known ? now->kb : 0.0722));
    s->luma_weights[1] = 8192 - s->luma_weights[0] - s->luma_weights[2];
}

static void admit(fgk_picture_state *s) {
    fgk_picture_request *r = &s->request;
    if (r->previous && (picture_check(r->previous) || !picture_alike(r->now, r->previous))) r->previous = NULL;
    if (r->next && (picture_check(r->next) || !picture_alike(r->now, r->next))) r->next = NULL;
    s->groups = r->groups;
    if (s->groups & FGK_PICTURE_GRID) s->groups |= FGK_PICTURE_TILES;
    if (!r->occupancy) s->groups &= ~FGK_PICTURE_OCCUPANCY;
    if (!picture_distance_is_defined(s)) s->groups &= ~FGK_PICTURE_ROWS;
    if (!r->previous) s->groups &= ~FGK_PICTURE_CHANGE;
    if (!r->previous || !r->next) s->groups &= ~FGK_PICTURE_COMB;
}

static void clear(fgk_picture_state *s) {
    const size_t tiles = (size_t)s->tile_columns * s->tile_rows;
    memset(s->levels, 0, sizeof s->levels);
    memset(s->sad, 0, sizeof s->sad);
    memset(s->field_sad, 0, sizeof s->field_sad);
    memset(s->outside, 0, sizeof s->outside);
    s->looked_at = 0;
    for (int i = 0; i < 4; i++) s->levels[i].scan.min = UINT16_MAX;
    for (int i = 0; s->groups & FGK_PICTURE_LEVELS && i < s->request.now->components; i++)
        picture_histogram_clear(&s->histogram[i]);
    if (s->groups & FGK_PICTURE_CHANGE) memset(s->tiles.sad, 0, tiles * sizeof(uint32_t));
    if (s->groups & FGK_PICTURE_LIMITS) picture_limits_clear(s);
    if (s->groups & FGK_PICTURE_LINES) picture_lines_clear(s);
    if (s->groups & FGK_PICTURE_COMB) picture_comb_clear(s);
    if (s->groups & FGK_PICTURE_ROWS) picture_distance_clear(s);
    if (!(s->groups & FGK_PICTURE_TILES)) return;
    memset(s->tiles.sum, 0, tiles * sizeof(uint32_t));
    picture_grid_clear(s);
}

int fgk_picture_begin(fgk_picture_state *s, const fgk_picture_request *request) {
    if (picture_check(request->now)) return FGK_PICTURE_INVALID;
    const fgk_picture *now = request->now;
    if (now->width != s->width || now->height != s->height || now->component[0].depth != s->depth)
        return FGK_PICTURE_MISMATCH;
    s->request = *request;
    admit(s);
    lay_out(s);
    weigh_luma(s);
    if (s->groups & gamut_groups && !picture_gamut_begin(s)) s->groups &= ~gamut_groups;
    s->is_swept = picture_sweep_is_defined(s);
    clear(s);
    return FGK_PICTURE_OK;
}

static const void *component_row(fgk_picture_state *s, int index, int y) {
    const fgk_picture_component *c = &s->request.now->component[index];
    const int is_luma = index == 0 && s->request.now->model != FGK_PICTURE_RGB;
    const void *row = is_luma && s->is_swept ? picture_sweep_row(s, y)
                      : s->groups & FGK_PICTURE_LEVELS
                          ? picture_levels_row(s, index, y)
                          : picture_row(s, c, y, s->layout[index].as_bytes, s->slot[picture_slot_now]);
    if (s->groups & FGK_PICTURE_LIMITS) picture_limits_row(s, index, row);
    if (s->groups & FGK_PICTURE_CHANGE && !is_luma) picture_change_row(s, index, y, row);
    return row;
}

static void luma_row(fgk_picture_state *s, int y, const void *luma) {
    if (!luma) luma = picture_luma_row(s, s->request.now, y, picture_slot_now);
    if (s->groups & tile_groups) picture_tiles_row(s, y, luma);
    if (s->groups & FGK_PICTURE_LINES && !s->is_swept) picture_lines_row(s, y, luma);
    if (s->groups & FGK_PICTURE_COMB) picture_comb_row_at(s, y, luma);
    if (s->groups & FGK_PICTURE_ROWS) picture_distance_row(s, y);
}

/// Rows of a component that are measured before the next component has its turn. Its histograms stay in the first-level
/// cache meanwhile, and what looks at all components at once finds the rows in the second-level cache.
enum { block_rows = 32 };

static void component_block(fgk_picture_state *s, int index, int first, int last) {
    const int shift = s->layout[index].row_shift, mask = (1 << shift) - 1;
    const int is_luma = index == 0 && s->request.now->model != FGK_PICTURE_RGB;
    for (int y = first; y < last; y++) {
        // A chroma row goes with the first luma row that it covers.
        const void *row = s->groups & component_groups && !(y & mask) ? component_row(s, index, y >> shift) : NULL;
        if (is_luma && s->groups & luma_groups) luma_row(s, y, row);
    }
}

static void block(fgk_picture_state *s, int first, int last) {
    for (int i = 0; i < s->request.now->components; i++) component_block(s, i, first, last);
    for (int y = first; s->request.now->model == FGK_PICTURE_RGB && s->groups & luma_groups && y < last; y++)
        luma_row(s, y, NULL);
    if (s->groups & FGK_PICTURE_TILES) picture_grid_rows(s, first, last);
    if (s->groups & gamut_groups) picture_gamut_rows(s, first, last);
}

void fgk_picture_band(fgk_picture_state *s, int first, int last) {
    if (first < 0) first = 0;
    if (last > s->height) last = s->height;
    if (first >= last) return;
    picture_gamut_enter_band(s, first, last);
    for (int y = first; y < last; y += block_rows) block(s, y, y + block_rows < last ? y + block_rows : last);
    picture_tiles_flush(s, last - 1);
    picture_sweep_flush(s);
    for (int i = 0; i < s->request.now->components; i++) picture_histogram_flush(&s->histogram[i]);
    picture_histogram_flush(&s->gamut.brightest);
    picture_histogram_flush(&s->gamut.excursion);
}

void fgk_picture_merge(fgk_picture_state *into, const fgk_picture_state *from) {
    if (into->groups & FGK_PICTURE_LEVELS) picture_levels_merge(into, from);
    if (into->groups & tile_groups) picture_tiles_merge(into, from);
    if (into->groups & FGK_PICTURE_TILES) picture_grid_merge(into, from);
    if (into->groups & FGK_PICTURE_LIMITS) picture_limits_merge(into, from);
    if (into->groups & FGK_PICTURE_LINES) picture_lines_merge(into, from);
    if (into->groups & FGK_PICTURE_COMB) picture_comb_merge(into, from);
    if (into->groups & FGK_PICTURE_ROWS) picture_distance_merge(into, from);
    if (into->groups & gamut_groups) picture_gamut_merge(into, from);
    for (int i = 0; i < 4; i++) into->sad[i] += from->sad[i];
    for (int i = 0; i < 2; i++) into->field_sad[i] += from->field_sad[i];
}

void fgk_picture_finish(fgk_picture_state *s, fgk_picture_result *result) {
    memset(result, 0, sizeof *result);
    if (s->groups & FGK_PICTURE_LEVELS) picture_levels_finish(s, result);
    if (s->groups & FGK_PICTURE_TILES) picture_tiles_finish(s, result);
    if (s->groups & FGK_PICTURE_CHANGE) picture_change_finish(s, result);
    if (s->groups & FGK_PICTURE_LIMITS) picture_limits_finish(s, result);
    if (s->groups & FGK_PICTURE_LINES) picture_lines_finish(s, result);
    if (s->groups & FGK_PICTURE_COMB) picture_comb_finish(s, result);
    if (s->groups & FGK_PICTURE_ROWS) picture_distance_finish(s, result);
    if (s->groups & gamut_groups) picture_gamut_finish(s, result);
}

int fgk_picture_measure(fgk_picture_state *state, const fgk_picture_request *request, fgk_picture_result *result) {
    const int status = fgk_picture_begin(state, request);
    if (status != FGK_PICTURE_OK) {
        memset(result, 0, sizeof *result);
        return status;
    }
    fgk_picture_band(state, 0, state->height);
    fgk_picture_finish(state, result);
    return status;
}
