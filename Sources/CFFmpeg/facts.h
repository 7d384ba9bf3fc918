// Turns libav's structures into the façade's plain ones.
#pragma once
#include "fg_reader.h"
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/pixdesc.h>

// FG_SAMPLES_…
int fg_samples_of(const AVPixFmtDescriptor *);
void fg_fill_pixel_format(fg_pixel_format *, int format);
void fg_fill_mastering(fg_mastering *, const AVMasteringDisplayMetadata *);
void fg_fill_light(fg_light *, const AVContentLightMetadata *);
void fg_fill_stream(fg_stream *, const AVStream *, const AVCodecParameters *);
