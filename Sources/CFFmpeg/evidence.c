#include "evidence.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/log.h>

enum { MAX_MESSAGES = 200 };

struct fg_evidence {
    pthread_mutex_t lock;
    int count;
    fg_message messages[MAX_MESSAGES];
};

// Decoders that the demuxer opens for itself carry no mark of ours; while one of our calls runs, they speak for it.
static _Thread_local fg_evidence *current;

fg_evidence *fg_evidence_swap(fg_evidence *evidence) {
    fg_evidence *before = current;
    current = evidence;
    return before;
}

// Worker threads of a decoder log with their own copy of its context; the copy keeps `opaque`.
static fg_evidence *owner_of(void *context) {
    if (context) {
        const AVClass *class = *(const AVClass **)context;
        fg_evidence *marked = NULL;
        if (class == avcodec_get_class()) marked = ((AVCodecContext *)context)->opaque;
        else if (class == avformat_get_class()) marked = ((AVFormatContext *)context)->opaque;
        if (marked) return marked;
    }
    return current;
}

// Digits, and hexadecimal after 0x, become '#': a thousand broken blocks are one message with a count.
static void generalise(char *text) {
    char *out = text;
    for (const char *in = text; *in;) {
        if (isdigit((unsigned char)*in)) {
            int hex = in[0] == '0' && in[1] == 'x';
            in += hex ? 2 : 0;
            while (hex ? isxdigit((unsigned char)*in) : isdigit((unsigned char)*in)) in++;
            *out++ = '#';
        } else if (iscntrl((unsigned char)*in)) {
            in++;
        } else {
            *out++ = *in++;
        }
    }
    *out = 0;
}

static int compare(const fg_message *a, const fg_message *b) {
    if (a->level != b->level) return a->level - b->level;
    int order = strcmp(a->source, b->source);
    return order ? order : strcmp(a->text, b->text);
}

// Kept sorted, and cut at the end, so that the same messages remain whichever thread spoke first.
static void insert(fg_evidence *evidence, const fg_message *message) {
    int low = 0, high = evidence->count;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = compare(&evidence->messages[middle], message);
        if (order == 0) {
            evidence->messages[middle].count++;
            return;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    if (low == MAX_MESSAGES) return;
    int tail = evidence->count == MAX_MESSAGES ? MAX_MESSAGES - 1 - low : evidence->count - low;
    memmove(&evidence->messages[low + 1], &evidence->messages[low], (size_t)tail * sizeof *message);
    evidence->messages[low] = *message;
    if (evidence->count < MAX_MESSAGES) evidence->count++;
}

static void receive(void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_WARNING) return;
    fg_evidence *evidence = owner_of(context);
    if (!evidence) return;
    fg_message message = {.level = level <= AV_LOG_FATAL ? AV_LOG_FATAL : level, .count = 1};
    const AVClass *class = context ? *(const AVClass **)context : NULL;
    snprintf(message.source, sizeof message.source, "%s", class ? class->item_name(context) : "");
    vsnprintf(message.text, sizeof message.text, format, arguments);
    generalise(message.text);
    pthread_mutex_lock(&evidence->lock);
    insert(evidence, &message);
    pthread_mutex_unlock(&evidence->lock);
}

static void install(void) { av_log_set_callback(receive); }

fg_evidence *fg_evidence_create(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    fg_evidence *evidence = calloc(1, sizeof *evidence);
    if (evidence) pthread_mutex_init(&evidence->lock, NULL);
    return evidence;
}

void fg_evidence_destroy(fg_evidence *evidence) {
    if (!evidence) return;
    pthread_mutex_destroy(&evidence->lock);
    free(evidence);
}

int fg_evidence_get(fg_evidence *evidence, int index, fg_message *out) {
    pthread_mutex_lock(&evidence->lock);
    int found = index >= 0 && index < evidence->count;
    if (found) *out = evidence->messages[index];
    pthread_mutex_unlock(&evidence->lock);
    return found;
}
