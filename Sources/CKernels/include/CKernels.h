#pragma once
#include "fgk_ears.h"
#include "fgk_loudness.h"
#include "fgk_picture.h"
#include "fgk_speech.h"
#include "fgk_flash_pattern.h"
#include "fgk_structure.h"
#include "fgk_hits.h"
