// Which lines of a picture are looked at for traces of enlargement, and the loops for any processor.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../structure_rows.h"
#include "scaling_loops.h"

static const double pi = 3.14159265358979323846;
static _Atomic int is_plain_forced;

static scaling_analysis *best(void) {
    scaling_analysis *fast = is_plain_forced ? NULL : scaling_avx2();
    return fast ? fast : analyse;
}

int fgk_scaling_force_plain(int on) {
    is_plain_forced = on;
    return best() != analyse;
}

/// A window as long as the lines, where they are shorter than the transform.
static void fill_window(float *window, int length) {
    for (int i = 0; i < scaling_size; i++)
        window[i] = i < length ? (float)(0.5 - 0.5 * cos(2 * pi * (i + 0.5) / length)) : 0;
}

fgk_scaling *fgk_scaling_create(int width, int height) {
    fgk_scaling *s = aligned_alloc(64, (sizeof *s + 63) / 64 * 64);
    if (!s) return NULL;
    memset(s, 0, sizeof *s);
    s->width = width;
    s->height = height;
    s->row = calloc(scaling_samples, sizeof *s->row);
    if (!s->row) {
        free(s);
        return NULL;
    }
    for (int i = 0; i < scaling_size / 2; i++) {
        s->cosines[i] = (float)cos(2 * pi * i / scaling_size);
        s->sines[i] = (float)-sin(2 * pi * i / scaling_size);
    }
    for (int i = 1; i < scaling_size; i++)
        s->order[i] = (uint16_t)(s->order[i / 2] / 2 + (i & 1 ? scaling_size / 2 : 0));
    return s;
}

void fgk_scaling_destroy(fgk_scaling *scaling) {
    if (!scaling) return;
    free(scaling->row);
    free(scaling);
}

/// Samples around a stretch that begins at `start`; beyond the ends of the line the last ones go on.
static void read_across(fgk_scaling *s, const fgk_picture_component *luma, int start, int y, int lane) {
    const int from = start < scaling_around ? 0 : start - scaling_around;
    const int end = start - scaling_around + scaling_samples, to = end > luma->width ? luma->width : end;
    structure_read(luma, y, from, to - from, s->row);
    for (int i = 0; i < scaling_samples; i++) {
        const int x = start - scaling_around + i;
        s->samples[i][lane] = s->row[x < from ? 0 : x >= to ? to - 1 - from : x - from];
    }
}

static void read_down(fgk_scaling *s, const fgk_picture_component *luma, int start, int x, int first, int step,
                      int length) {
    for (int i = 0; i < scaling_samples; i++) {
        int y = start - scaling_around + i;
        y = y < 0 ? 0 : y >= length ? length - 1 : y;
        structure_read(luma, first + y * step, x, scaling_lanes, s->row);
        for (int lane = 0; lane < scaling_lanes; lane++) s->samples[i][lane] = s->row[lane];
    }
}

/// Rows are taken in pairs, so that what is left of a colour mosaic, whose rows are staggered, cancels out.
static int look_across(fgk_scaling *s, const fgk_picture_component *luma, int group, int start, float code) {
    enum { pairs = 16, groups = 4 };
    for (int lane = 0; lane < scaling_lanes; lane += 2) {
        const int y = (2 * (group + groups * lane / 2) + 1) * luma->height / (2 * pairs) / 2 * 2;
        read_across(s, luma, start, y, lane);
        read_across(s, luma, start, y + 1, lane + 1);
    }
    return best()(s, s->window[0], code);
}

/// Adds the agreement of one place along the lines.
static void add_place(fgk_scaling *s) {
    for (int bin = 0; bin < scaling_bins; bin++)
        s->agreement[bin] += (float)sqrt(s->sum_re[bin] * s->sum_re[bin] + s->sum_im[bin] * s->sum_im[bin]);
    memset(s->sum_re, 0, sizeof s->sum_re);
    memset(s->sum_im, 0, sizeof s->sum_im);
}

int fgk_scaling_look(fgk_scaling *s, const fgk_picture_component *luma, int down, int field,
                     const float **agreement) {
    const int first = field < 0 ? 0 : field, step = field < 0 ? 1 : 2;
    const int length = down ? (luma->height - first + step - 1) / step : luma->width;
    const int beside = down ? luma->width : luma->height;
    const float code = (float)(1 << (luma->depth - 8));
    const int spare = length > scaling_size ? length - scaling_size : 0;
    const int places = (length + scaling_size / 2) / scaling_size, groups = down ? 8 : 4;
    memset(s->agreement, 0, sizeof s->agreement);
    *agreement = s->agreement;
    if (luma->width != s->width || luma->height != s->height || places < 1 || beside < 64) return 0;
    s->length = length < scaling_size ? length : scaling_size;
    fill_window(s->window[down != 0], s->length);
    int lines = 0;
    for (int place = 0; place < places; place++) {
        const int start = places > 1 ? spare * place / (places - 1) : 0;
        for (int group = 0; group < groups; group++) {
            if (!down) {
                lines += look_across(s, luma, group, start, code);
                continue;
            }
            const int x = ((2 * group + 1) * beside / (2 * groups) - scaling_lanes / 2) / 2 * 2;
            read_down(s, luma, start, x, first, step, length);
            lines += best()(s, s->window[1], code);
        }
        add_place(s);
    }
    for (int bin = 0; lines && bin < scaling_bins; bin++) s->agreement[bin] /= (float)lines;
    return lines;
}
