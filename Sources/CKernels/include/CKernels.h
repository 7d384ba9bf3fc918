#pragma once
#include "fgk_picture.h"
