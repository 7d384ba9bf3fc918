#pragma once

// Photosensitivity kernels. They work on the 480 × 270 point samples of a picture (fgk_picture_tiles): read them as light
// (`history`), find the samples that change (`detector`), and count the changes that enough of the screen takes part in
// (`counter`). Rules are data; nothing here knows a name of one. A screening measurement, not a certified PSE test.

#include <stdint.h>

#include "fgk_picture_frame.h"
#include "fgk_picture_result.h"

#define FGK_FLASH_COLUMNS FGK_PICTURE_GRID_COLUMNS
#define FGK_FLASH_ROWS FGK_PICTURE_GRID_ROWS
#define FGK_FLASH_SAMPLES (FGK_FLASH_COLUMNS * FGK_FLASH_ROWS)
/// Pictures that can lie in the time that one change may take.
#define FGK_FLASH_MOST_PAST 16
/// Levels per cd/m².
#define FGK_FLASH_STEPS 64

/// Luminance as an integer. Up to 180 cd/m² a level is 1/64 cd/m². Above that the scale is bent so that 1280 levels are
/// a Michelson contrast of 1/17 (a ratio of 9 to 8) everywhere, as 20 cd/m² are at 160 cd/m²: one threshold serves both
/// clauses of BT.1702-3. 10 000 cd/m² is level 55 166.
uint16_t fgk_flash_level(float luminance);

/// How the codes of a picture become light.
typedef struct fgk_flash_reading {
    fgk_picture_model model;
    int depth;
    int full_range;
    /// Luma weights of R' and B', as in fgk_picture; 0: chroma cannot be read.
    double kr, kb;
    /// Level of each luma code, 2^depth entries.
    const uint16_t *level_of_luma;
    /// Linear light of R', G' or B' from 0 to 1 in steps of 1/4095.
    const float *linear;
    /// Linear R, G, B to X, Y, Z, and to linear R, G, B of BT.709; rows first.
    float to_xyz[9], to_709[9];
    /// cd/m² where Y is 1. With `bend`, 4097 entries, the luminance of Y is read at 4096 · √Y between its entries instead.
    float peak;
    const float *bend;
} fgk_flash_reading;

/// What is kept of each picture.
#define FGK_FLASH_LUMA 1u
/// Luminance from linear R, G, B.
#define FGK_FLASH_LIGHT 2u
/// Chromaticity, and whether it is a saturated red: R / (R + G + B) ≥ 0.8 of linear BT.709 (WCAG 2.2).
#define FGK_FLASH_RED 4u

/// The samples of the latest pictures.
typedef struct fgk_flash_history fgk_flash_history;

/// `past` pictures before the latest (1 … FGK_FLASH_MOST_PAST) are kept, of the kinds `planes`. The tables of `reading`
/// are copied. NULL when out of memory or out of range.
fgk_flash_history *fgk_flash_history_create(const fgk_flash_reading *reading, unsigned planes, int past);
void fgk_flash_history_destroy(fgk_flash_history *history);
/// Takes a picture shown from `time` (s) on, later than the one before. Needs the group GRID.
void fgk_flash_history_add(fgk_flash_history *history, const fgk_picture_tiles *tiles, double time);

/// What makes a change of one sample.
typedef struct fgk_flash_change_rule {
    /// FGK_FLASH_LUMA, FGK_FLASH_LIGHT or FGK_FLASH_RED.
    unsigned plane;
    /// Seconds in which a change has to complete; the picture before is always looked at. 0: any time, against the
    /// highest and lowest level since the last change (not for red).
    double within;
    /// Levels. A change counts from `step` on where its darker state lies below `dark`, from `bright_step` on elsewhere.
    uint16_t dark, step, bright_step;
    /// Red: least distance in CIE 1976 u', v'.
    double distance;
    /// Samples of the smallest window that matters, which may lie anywhere on the screen of 480 × 270. Where no such
    /// window has `least` samples that change, in both directions together, no changes are reported.
    int columns, rows, least;
} fgk_flash_change_rule;

/// The samples that changed with the latest picture.
typedef struct fgk_flash_changes {
    /// Samples that became brighter (or saturated red) and that became darker (or left it). A sample counts only in
    /// company: with three of its eight neighbours.
    int rising, falling;
    /// 1 or 0 per sample, row-major. Undefined where none changed.
    const uint8_t *rise, *fall;
} fgk_flash_changes;

/// Finds changes, sample by sample; in each, a rise follows a fall and a fall a rise.
typedef struct fgk_flash_detector fgk_flash_detector;

fgk_flash_detector *fgk_flash_detector_create(const fgk_flash_change_rule *rule);
void fgk_flash_detector_destroy(fgk_flash_detector *detector);
/// To be called after every `fgk_flash_history_add`. `changes` points into the detector until the next call.
void fgk_flash_detect(fgk_flash_detector *detector, fgk_flash_history *history, fgk_flash_changes *changes);

/// What makes changes of samples a change of the screen.
typedef struct fgk_flash_count_rule {
    /// Samples of the window that may lie anywhere on the screen; the screen itself is 480 × 270.
    int columns, rows;
    /// More samples than this have to change together.
    double limit;
    /// 1: rising and falling samples count as one.
    int either_way;
    /// Seconds between the leading edges of flashes from which on they are not counted; 0: all are.
    double spacing;
    /// Pictures in a second at most.
    int pictures;
} fgk_flash_count_rule;

typedef struct fgk_flash_count {
    /// Most changes in the last second that more than `limit` samples of one window all took part in.
    int changes;
    /// Most samples in one window that took part in seven or more.
    int samples;
    /// Time of the first change that counts towards the last second; NaN when there is none.
    double first;
    /// Changes of the whole screen or window with this picture.
    int events;
} fgk_flash_count;

/// Counts changes of the screen in the last second.
typedef struct fgk_flash_counter fgk_flash_counter;

fgk_flash_counter *fgk_flash_counter_create(const fgk_flash_count_rule *rule);
void fgk_flash_counter_destroy(fgk_flash_counter *counter);
void fgk_flash_counter_add(
    fgk_flash_counter *counter, double time, const fgk_flash_changes *changes, fgk_flash_count *count);
/// Changes of each sample in the last second, row-major.
const uint8_t *fgk_flash_counter_samples(const fgk_flash_counter *counter);

/// For tests: with 1, histories, detectors and counters made from now on use the plain code; 0 undoes it. Returns 1 when
/// AVX2 will be used.
int fgk_flash_force_plain(int on);
