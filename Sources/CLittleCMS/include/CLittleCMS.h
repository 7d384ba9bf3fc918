#pragma once
#include "fgl_build.h"
#include "fgl_profile.h"
