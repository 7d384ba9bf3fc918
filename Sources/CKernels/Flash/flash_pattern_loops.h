// The search of a window for one spatial frequency, and means over boxes. Compiled for each instruction set, as
// flash_loops.h; the order of all sums is fixed, so both give the same bits.
#include <math.h>
#include <string.h>

#include "flash_pattern.h"

#pragma STDC FP_CONTRACT OFF
// No function with a vector in its signature is seen from outside.
#pragma clang diagnostic ignored "-Wpsabi"

enum { side = window_side };

typedef float lanes8 __attribute__((ext_vector_type(8)));
typedef float lanes4 __attribute__((ext_vector_type(4)));

static double sum_columns(const double *column) {
    double sum = 0;
    for (int x = 0; x < side; x++) sum += column[x];
    return sum;
}

/// Mean and standard deviation.
static void describe(const float *at, int stride, window_energy *energy) {
    double sum[side] = {0}, squares[side] = {0};
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            const double v = at[y * stride + x];
            sum[x] += v;
            squares[x] += v * v;
        }
    energy->mean = sum_columns(sum) / (side * side);
    const double variance = sum_columns(squares) / (side * side) - energy->mean * energy->mean;
    energy->deviation = variance > 0 ? sqrt(variance) : 0;
}

/// Energy at (fx, fy) of values of which `re` and `im` hold the sums along y, turned by fy.
static double energy_along(const float *re, const float *im, const flash_turntable *t, int fx) {
    double sum_re = 0, sum_im = 0;
    for (int x = 0; x < side; x++) {
        const int turn = fx * x & (side - 1);
        sum_re += (double)re[x] * t->cosine[turn] + (double)im[x] * t->sine[turn];
        sum_im += (double)im[x] * t->cosine[turn] - (double)re[x] * t->sine[turn];
    }
    return sum_re * sum_re + sum_im * sum_im;
}

/// Takes the window less its mean under a raised cosine, rows in the order that the transform wants; and its energy, all
/// of it and that within one cycle per window, which no stripes have.
static void take_window(const float *at, int stride, const flash_turntable *t, float (*out)[side],
                        window_energy *energy) {
    describe(at, stride, energy);
    const float mean = (float)energy->mean;
    float all[side] = {0}, plain[side] = {0}, re[side] = {0}, im[side] = {0};
    for (int y = 0; y < side; y++) {
        float *restrict row = out[t->reversed[y]];
        const float *restrict in = at + y * stride;
        const float rise = t->hann[y], c = t->cosine[y], s = t->sine[y];
        for (int x = 0; x < side; x++) {
            const float v = (in[x] - mean) * rise * t->hann[x];
            row[x] = v;
            all[x] += v * v;
            plain[x] += v;
            re[x] += v * c;
            im[x] -= v * s;
        }
    }
    static const float none[side];
    double sum = 0;
    for (int x = 0; x < side; x++) sum += all[x];
    energy->all = sum * side * side;
    energy->slow = energy_along(plain, none, t, 0) + 2 * energy_along(plain, none, t, 1) +
                   2 * (energy_along(re, im, t, 0) + energy_along(re, im, t, 1) + energy_along(re, im, t, -1));
}

static inline lanes8 load8(const float *at) {
    lanes8 v;
    memcpy(&v, at, sizeof v);
    return v;
}

static inline void store8(float *at, lanes8 v) { memcpy(at, &v, sizeof v); }

typedef struct complex8 {
    lanes8 re, im;
} complex8;

static inline complex8 turned(const spectrum *z, int row, int x, const float *by) {
    const lanes8 re = load8(&z->re[row][x]), im = load8(&z->im[row][x]);
    return (complex8){re * by[0] - im * by[1], re * by[1] + im * by[0]};
}

static inline void put(spectrum *z, int row, int x, lanes8 re, lanes8 im) {
    store8(&z->re[row][x], re);
    store8(&z->im[row][x], im);
}

/// Joins four transforms into one of four times the length, eight columns at a time.
static void join_rows(spectrum *z, int row, int length, const float *by) {
    static const float one[2] = {1, 0};
    for (int x = 0; x < side; x += 8) {
        const complex8 a = turned(z, row, x, one), b = turned(z, row + length, x, by);
        const complex8 c = turned(z, row + 2 * length, x, by + 2), d = turned(z, row + 3 * length, x, by + 4);
        const lanes8 even_re = a.re + c.re, even_im = a.im + c.im, odd_re = a.re - c.re, odd_im = a.im - c.im;
        const lanes8 sum_re = b.re + d.re, sum_im = b.im + d.im, less_re = b.re - d.re, less_im = b.im - d.im;
        put(z, row, x, even_re + sum_re, even_im + sum_im);
        put(z, row + length, x, odd_re + less_im, odd_im - less_re);
        put(z, row + 2 * length, x, even_re - sum_re, even_im - sum_im);
        put(z, row + 3 * length, x, odd_re - less_im, odd_im + less_re);
    }
}

/// Transforms all columns, of which the rows stand in reversed order.
static void transform_columns(spectrum *z, const flash_turntable *t) {
    for (int length = 1; length < side; length *= 4)
        for (int k = 0; k < length; k++) {
            float by[6];
            for (int i = 1; i <= 3; i++) {
                const int turn = i * k * (side / 4 / length);
                by[2 * i - 2] = t->cosine[turn];
                by[2 * i - 1] = -t->sine[turn];
            }
            for (int row = k; row < side; row += 4 * length) join_rows(z, row, length, by);
        }
}

static inline void turn_block(const float (*in)[side], int y, int x, float (*out)[side], const uint8_t *reversed) {
    lanes4 r[4];
    for (int i = 0; i < 4; i++) memcpy(&r[i], &in[y + i][x], sizeof r[i]);
    const lanes4 a = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5), b = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7);
    const lanes4 c = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5), d = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
    const lanes4 column[4] = {__builtin_shufflevector(a, c, 0, 1, 4, 5), __builtin_shufflevector(a, c, 2, 3, 6, 7),
                              __builtin_shufflevector(b, d, 0, 1, 4, 5), __builtin_shufflevector(b, d, 2, 3, 6, 7)};
    for (int i = 0; i < 4; i++) memcpy(&out[reversed[x + i]][y], &column[i], sizeof column[i]);
}

/// Columns as rows, in reversed order.
static void transpose(const float (*in)[side], float (*out)[side], const uint8_t *reversed) {
    for (int y = 0; y < side; y += 4)
        for (int x = 0; x < side; x += 4) turn_block(in, y, x, out, reversed);
}

/// Transforms two windows at once, one standing in `re` and one in `im`, and takes their energies apart.
static void transform_pair(window_work *w, const flash_turntable *t) {
    transform_columns(&w->rows, t);
    transpose((const float (*)[side])w->rows.re, w->columns.re, t->reversed);
    transpose((const float (*)[side])w->rows.im, w->columns.im, t->reversed);
    transform_columns(&w->columns, t);
    for (int i = 0; i < side / 2; i++) {
        const float *restrict re = w->columns.re[i], *restrict im = w->columns.im[i];
        const float *mirror_re = w->columns.re[(side - i) % side], *mirror_im = w->columns.im[(side - i) % side];
        float back_re[side], back_im[side];
        back_re[0] = mirror_re[0];
        back_im[0] = mirror_im[0];
        for (int j = 1; j < side; j++) back_re[j] = mirror_re[side - j];
        for (int j = 1; j < side; j++) back_im[j] = mirror_im[side - j];
        float *restrict first = w->energy[0][i], *restrict second = w->energy[1][i];
        for (int j = 0; j < side; j++) {
            const float a = re[j] + back_re[j], b = im[j] - back_im[j], c = re[j] - back_re[j], d = im[j] + back_im[j];
            first[j] = (a * a + b * b) * 0.25f;
            second[j] = (c * c + d * d) * 0.25f;
        }
    }
}

/// Most energy of a row where `counts` is 1.
static float most_in_row(const float *energy, const float *counts) {
    lanes8 most = 0;
    for (int x = 0; x < side; x += 8) most = __builtin_elementwise_max(most, load8(energy + x) * load8(counts + x));
    return __builtin_reduce_max(most);
}

enum { rows_at_once = 9 };

/// Mean over `reach` samples to both sides, as far as there are samples, along the rows.
static void smooth_rows(const float *in, float *out, int reach) {
    double share[pattern_columns];
    for (int x = 0; x < pattern_columns; x++) {
        const int left = x < reach ? x : reach, right = pattern_columns - 1 - x < reach ? pattern_columns - 1 - x : reach;
        share[x] = 1.0 / (left + right + 1);
    }
    for (int y = 0; y < pattern_rows; y += rows_at_once, in += rows_at_once * pattern_columns, out += rows_at_once * pattern_columns) {
        // Several rows, so that one sum need not wait for the other.
        double run[rows_at_once] = {0};
        for (int x = 0; x < reach; x++)
            for (int r = 0; r < rows_at_once; r++) run[r] += in[r * pattern_columns + x];
        for (int x = 0; x < pattern_columns; x++) {
            const int enters = x + reach < pattern_columns ? x + reach : -1, leaves = x > reach ? x - reach - 1 : -1;
            for (int r = 0; r < rows_at_once && enters >= 0; r++) run[r] += in[r * pattern_columns + enters];
            for (int r = 0; r < rows_at_once && leaves >= 0; r++) run[r] -= in[r * pattern_columns + leaves];
            for (int r = 0; r < rows_at_once; r++) out[r * pattern_columns + x] = (float)(run[r] * share[x]);
        }
    }
}

static void smooth_columns(const float *in, float *out, int reach) {
    double run[pattern_columns] = {0};
    for (int y = 0; y < reach; y++)
        for (int x = 0; x < pattern_columns; x++) run[x] += in[y * pattern_columns + x];
    for (int y = 0; y < pattern_rows; y++) {
        const float *enters = y + reach < pattern_rows ? in + (y + reach) * pattern_columns : NULL;
        const float *leaves = y > reach ? in + (y - reach - 1) * pattern_columns : NULL;
        for (int x = 0; enters && x < pattern_columns; x++) run[x] += enters[x];
        for (int x = 0; leaves && x < pattern_columns; x++) run[x] -= leaves[x];
        const int above = y < reach ? y : reach, below = pattern_rows - 1 - y < reach ? pattern_rows - 1 - y : reach;
        const double share = 1.0 / (above + below + 1);
        for (int x = 0; x < pattern_columns; x++) out[y * pattern_columns + x] = (float)(run[x] * share);
    }
}

static void demodulate_row(const float *restrict screen, const float *restrict mean, const float *restrict wave_c,
                           const float *restrict wave_s, float c, float s, float *restrict square, float *restrict re,
                           float *restrict im) {
    for (int x = 0; x < pattern_columns; x++) {
        const float detail = screen[x] - mean[x];
        square[x] = detail * detail;
        re[x] = 2 * detail * (wave_c[x] * c - wave_s[x] * s);
        im[x] = -2 * detail * (wave_s[x] * c + wave_c[x] * s);
    }
}

static float pure_row(const float *re, const float *im, const float *energy, float *amplitude) {
    lanes8 most = 0;
    for (int x = 0; x < pattern_columns; x += 8) {
        const lanes8 a = load8(re + x), b = load8(im + x), length = __builtin_elementwise_sqrt(a * a + b * b);
        const lanes8 pure = length * length / 2 >= (float)FGK_FLASH_PATTERN_PURITY * load8(energy + x) ? length : (lanes8)0;
        store8(amplitude + x, pure);
        most = __builtin_elementwise_max(most, pure);
    }
    return __builtin_reduce_max(most);
}

static const flash_pattern_kernels pattern_table = {
    .demodulate_row = demodulate_row,
    .pure_row = pure_row,
    .take_window = take_window,
    .transform_pair = transform_pair,
    .most_in_row = most_in_row,
    .smooth_rows = smooth_rows,
    .smooth_columns = smooth_columns,
};
