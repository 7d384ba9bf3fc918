#pragma once
#include "fg_reader.h"
#include <libavformat/avformat.h>

struct fg_input {
    AVFormatContext *context;
    fg_evidence *evidence;
    const int *cancel;
    fg_limits limits;
    char *url;
    int container_count;
    fg_stream *container;
};
