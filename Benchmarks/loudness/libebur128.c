// Reads interleaved 32-bit float sound from standard input and prints what libebur128 measures, one value a line.
// Built by loudness-comparison.py only; nothing else of the project needs the library.
//
//     libebur128 RATE MODE LABEL…      one label a channel, as libavutil spells them; MODE: all, nopeak or plain
//
// `all` reads the momentary and short-term loudness every 10 ms, `plain` and `nopeak` do not.
#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int channel_of(const char *label) {
    static const struct {
        const char *label;
        int channel;
    } known[] = {{"FL", EBUR128_LEFT},   {"FR", EBUR128_RIGHT},  {"FC", EBUR128_CENTER}, {"LFE", EBUR128_UNUSED},
                 {"SL", EBUR128_Mp090},  {"SR", EBUR128_Mm090},  {"BL", EBUR128_Mp135},  {"BR", EBUR128_Mm135},
                 {"LS", EBUR128_Mp110},  {"RS", EBUR128_Mm110},  {"BC", EBUR128_Mp180}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].label, label) == 0) return known[i].channel;
    fprintf(stderr, "no channel is called %s\n", label);
    exit(2);
}

static void higher(double *most, double value) {
    if (value > *most) *most = value;
}

int main(int count, char **arguments) {
    if (count < 4) return 2;
    unsigned rate = (unsigned)atoi(arguments[1]), channels = (unsigned)count - 3;
    int reads = strcmp(arguments[2], "all") == 0, peaks = strcmp(arguments[2], "nopeak") != 0;
    int mode = EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_M | EBUR128_MODE_S;
    ebur128_state *meter = ebur128_init(channels, rate, peaks ? mode | EBUR128_MODE_TRUE_PEAK : mode);
    float *sound = malloc((rate / 100 + 1) * channels * sizeof *sound);
    if (!meter || !sound) return 1;
    for (unsigned c = 0; c < channels; c++) ebur128_set_channel(meter, c, channel_of(arguments[3 + c]));
    double momentary = -HUGE_VAL, short_term = -HUGE_VAL, peak = 0, value;
    unsigned long long frames = 0;
    for (;;) {
        size_t wanted = rate / 100, got = fread(sound, channels * sizeof *sound, wanted, stdin);
        if (got == 0) break;
        ebur128_add_frames_float(meter, sound, got);
        frames += got;
        if (!reads || got < wanted) continue;
        if (frames * 10 >= 4ull * rate && ebur128_loudness_momentary(meter, &value) == 0) higher(&momentary, value);
        if (frames >= 3ull * rate && ebur128_loudness_shortterm(meter, &value) == 0) higher(&short_term, value);
    }
    double integrated = 0, range = 0;
    ebur128_loudness_global(meter, &integrated);
    ebur128_loudness_range(meter, &range);
    for (unsigned c = 0; peaks && c < channels; c++) {
        ebur128_true_peak(meter, c, &value);
        higher(&peak, value);
    }
    printf("%.6f\n%.6f\n%.6f\n%.6f\n%.6f\n", integrated, range, 20 * log10(peak), momentary, short_term);
    free(sound);
    ebur128_destroy(&meter);
    return 0;
}
