#pragma once

#include "fgk_picture_frame.h"

/// Reads samples x … x + count − 1 of a row as codes.
void structure_read(const fgk_picture_component *component, int y, int x, int count, uint16_t *to);
