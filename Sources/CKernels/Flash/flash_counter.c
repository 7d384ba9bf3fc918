#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "flash_windows.h"

/// Half of the millisecond that containers round time stamps to.
static const double slack = 0.0005;
/// Changes from which on a second fails: the seventh ends the fourth flash.
enum { flash_seventh = 7 };
/// Samples in whole words of bits; those beyond the last are never set.
enum { words = (flash_samples + 63) / 64 };

/// A change of the screen: enough samples turned the same way with one picture.
typedef struct event {
    double time;
    /// Which flash it belongs to, and whether it adds to the counts.
    long flash;
    int counts;
    uint64_t bits[words];
} event;

struct fgk_flash_counter {
    const flash_kernels *kernels;
    fgk_flash_count_rule rule;
    flash_windows windows;
    event *event;
    long begun, ended;
    int room;
    uint8_t *count, *mask;
    /// Eight bits as eight bytes.
    uint64_t spread[256];
    fgk_flash_count result;
    int is_stale;
    // The spacing clause: what the last event was.
    double last_time, lead_time;
    int last_direction, last_is_lead, is_isolated;
    long flash;
};

static void fill_spread(uint64_t spread[256]) {
    for (int byte = 0; byte < 256; byte++)
        for (int bit = 0; bit < 8; bit++) spread[byte] |= (uint64_t)(byte >> bit & 1) << 8 * bit;
}

fgk_flash_counter *fgk_flash_counter_create(const fgk_flash_count_rule *rule) {
    fgk_flash_counter *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    fill_spread(c->spread);
    c->kernels = flash_best_kernels();
    c->rule = *rule;
    // Both directions with every picture of a second, and one picture more.
    c->room = 2 * (rule->pictures + 1);
    c->event = flash_room((uint64_t)c->room * sizeof *c->event);
    c->count = flash_room(64 * words);
    c->mask = flash_room(64 * words);
    c->result.first = NAN;
    c->last_time = c->lead_time = -INFINITY;
    if (flash_windows_make(&c->windows, rule->columns, rule->rows) && c->event && c->count && c->mask) return c;
    fgk_flash_counter_destroy(c);
    return NULL;
}

void fgk_flash_counter_destroy(fgk_flash_counter *c) {
    if (!c) return;
    flash_windows_free(&c->windows);
    free(c->event);
    free(c->count);
    free(c->mask);
    free(c);
}

const uint8_t *fgk_flash_counter_samples(const fgk_flash_counter *c) { return c->count; }

static void pack(const uint8_t *mask, uint64_t *bits) {
    for (int w = 0; w < words; w++) {
        uint64_t word = 0;
        for (int b = 0; b < 8; b++) {
            uint64_t lanes;
            memcpy(&lanes, mask + 64 * w + 8 * b, 8);
            // Gathers the lowest bits of eight bytes into the top byte, first byte lowest.
            word |= lanes * 0x0102040810204080u >> 56 << 8 * b;
        }
        bits[w] = word;
    }
}

/// Adds the event to the counts of its samples, or takes it away. Bytes cannot overflow: a second holds fewer events.
static void tally(fgk_flash_counter *c, event *e, int counts) {
    if (e->counts == counts) return;
    e->counts = counts;
    c->is_stale = 1;
    for (int w = 0; w < words; w++)
        for (int b = 0; e->bits[w] && b < 8; b++) {
            uint64_t lanes;
            uint8_t *at = c->count + 64 * w + 8 * b;
            memcpy(&lanes, at, 8);
            const uint64_t change = c->spread[e->bits[w] >> 8 * b & 255];
            lanes = counts ? lanes + change : lanes - change;
            memcpy(at, &lanes, 8);
        }
}

static event *event_at(fgk_flash_counter *c, long index) { return &c->event[index % c->room]; }

static void expire(fgk_flash_counter *c, double now) {
    while (c->begun < c->ended && now - event_at(c, c->begun)->time > 1 - slack) tally(c, event_at(c, c->begun++), 0);
}

static void count_flash(fgk_flash_counter *c, long flash) {
    for (long i = c->begun; i < c->ended; i++)
        if (event_at(c, i)->flash == flash) tally(c, event_at(c, i), 1);
}

/// Decides which flash the new event belongs to, and whether that flash stands apart from its neighbours.
static void place(fgk_flash_counter *c, double time, int direction) {
    const double spacing = c->rule.spacing - slack / 2;
    const int starts_anew = time - c->last_time >= spacing;
    const int is_lead = starts_anew || !c->last_is_lead || direction == c->last_direction;
    if (is_lead) {
        const int is_near = time - c->lead_time < spacing;
        if (is_near) count_flash(c, c->flash);
        c->flash++;
        c->is_isolated = !is_near;
        c->lead_time = time;
    }
    c->last_time = time;
    c->last_direction = direction;
    c->last_is_lead = is_lead;
}

static void take(fgk_flash_counter *c, double time, int direction, const uint8_t *mask) {
    if (c->ended - c->begun == c->room) tally(c, event_at(c, c->begun++), 0);
    event *e = event_at(c, c->ended++);
    if (c->rule.spacing > 0) place(c, time, direction);
    e->time = time;
    e->flash = c->flash;
    e->counts = 0;
    pack(mask, e->bits);
    if (c->rule.spacing <= 0 || !c->is_isolated) tally(c, e, 1);
}

/// Takes one direction (or, `other` given, both at once) as an event if enough of the screen took part.
static int offer(fgk_flash_counter *c, double time, int direction, int total, const uint8_t *mask, const uint8_t *other) {
    if (total <= c->rule.limit) return 0;
    for (size_t i = 0; i < flash_samples; i++) c->mask[i] = other ? mask[i] | other[i] : mask[i];
    if (!flash_windows_keep(&c->windows, c->mask, total, c->rule.limit)) return 0;
    take(c, time, direction, c->mask);
    return 1;
}

static int reach(fgk_flash_counter *c, int least) {
    int sum = 0;
    for (int row = 0; row < flash_rows; row++) {
        const size_t at = (size_t)row * flash_columns;
        sum += c->kernels->reach_row(c->count + at, least, c->mask + at);
    }
    return flash_windows_fullest(&c->windows, c->mask, sum, c->rule.limit);
}

static void sum_up(fgk_flash_counter *c) {
    c->is_stale = 0;
    c->result.first = NAN;
    int counted = 0;
    for (long i = c->ended - 1; i >= c->begun; i--)
        if (event_at(c, i)->counts) {
            counted++;
            c->result.first = event_at(c, i)->time;
        }
    c->result.samples = counted < flash_seventh ? 0 : reach(c, flash_seventh);
    int changes = c->result.samples > c->rule.limit ? flash_seventh : 0;
    if (changes)
        while (changes < counted && reach(c, changes + 1) > c->rule.limit) changes++;
    else
        for (changes = counted < flash_seventh ? counted : flash_seventh - 1; changes > 0; changes--)
            if (reach(c, changes) > c->rule.limit) break;
    c->result.changes = changes;
}

void fgk_flash_counter_add(
    fgk_flash_counter *c, double time, const fgk_flash_changes *changes, fgk_flash_count *count)
{
    expire(c, time);
    c->result.events = 0;
    if (c->rule.either_way) {
        const int both = changes->rising + changes->falling;
        const uint8_t *first = changes->rising ? changes->rise : changes->fall;
        const uint8_t *second = changes->rising && changes->falling ? changes->fall : NULL;
        c->result.events += offer(c, time, 1, both, first, second);
    } else {
        c->result.events += offer(c, time, 1, changes->rising, changes->rise, NULL);
        c->result.events += offer(c, time, -1, changes->falling, changes->fall, NULL);
    }
    if (c->is_stale) sum_up(c);
    *count = c->result;
}
