#pragma once
#include "fgk_loudness.h"
