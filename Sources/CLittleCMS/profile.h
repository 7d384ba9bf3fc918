#pragma once
#include <lcms2.h>

#include "fgl_profile.h"

struct fgl_profile {
    cmsContext context;
    cmsHPROFILE handle;
    int code;
    char text[200];
};
