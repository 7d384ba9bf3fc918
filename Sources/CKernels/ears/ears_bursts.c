// Preambles of SMPTE ST 337 bursts: Pa Pb Pc Pd, one word a sample.
#include <math.h>

#include "ears_parts.h"

// Pa and Pb (ST 337 §7.2) as integers of 24 bits, words of 16 and 20 bits standing at the top.
static const int32_t first_words[3] = {0xF87200 - 0x1000000, 0x6F8720, 0x96F872 - 0x1000000};
static const int32_t second_words[3] = {0x4E1F00, 0x54E1F0, 0xA54E1F - 0x1000000};

static int32_t word(const float *x) { return fabsf(*x) <= 1 ? (int32_t)(*x * 0x1p23f) : 0; }

static int which(const int32_t words[3], int32_t value) {
    for (int i = 0; i < 3; i++)
        if (words[i] == value) return i;
    return -1;
}

// The 16 bits of a word that count.
static int32_t top(const float *x) { return (word(x) >> 8) & 0xffff; }

static void preamble(fgk_ears *ears, int c, int64_t place) {
    const float *x = ears_sample(ears, c, place);
    int mode = which(first_words, word(x));
    bool has_next = c + 1 < ears->channels, is_second = which(second_words, word(x)) >= 0;
    fgk_ears_event event = {FGK_EARS_BURST, c, place, place + 2, top(x + 1), FGK_EARS_BURST_ODD};
    if (mode >= 0 && has_next && word(ears_sample(ears, c + 1, place)) == second_words[mode]) {
        event.detail = FGK_EARS_BURST_WHOLE;
    } else if (mode >= 0 && word(x + 1) == second_words[mode]) {
        event.value = top(x + 2);
        event.end = place + 4;
        event.detail = FGK_EARS_BURST_WHOLE;
    } else if (is_second) {
        event.detail = FGK_EARS_BURST_EVEN;
    }
    ears_report(ears, event);
}

void ears_find_bursts(fgk_ears *ears, int c, int64_t from, int64_t to) {
    if (from < 0) from = 0;
    if (to <= from || !ears->kernels->syncs(ears_sample(ears, c, from), (long)(to - from), ears->mask)) return;
    for (int64_t i = 0; i < to - from; i++)
        if ((ears->mask[i / 8] >> (i & 7)) & 1) preamble(ears, c, from + i);
}
