#include "fgl_build.h"

#include <lcms2.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static cmsToneCurve *curve_of(cmsContext context, const fgl_recipe *recipe) {
    if (recipe->curve_type) return cmsBuildParametricToneCurve(context, recipe->curve_type, recipe->parameters);
    // The library reads the last entry of a table without asking whether there is one.
    if (recipe->table_size < 2) return NULL;
    return cmsBuildTabulatedToneCurveFloat(context, (cmsUInt32Number)recipe->table_size, recipe->table);
}

static int write_description(cmsContext context, cmsHPROFILE profile, const char *text) {
    cmsMLU *words = cmsMLUalloc(context, 1);
    int done = words && cmsMLUsetASCII(words, "en", "US", text) &&
               cmsWriteTag(profile, cmsSigProfileDescriptionTag, words);
    cmsMLUfree(words);
    return done;
}

static int write_ramps(cmsContext context, cmsHPROFILE profile, const fgl_recipe *recipe) {
    float samples[256];
    for (int i = 0; i < 256; i++) samples[i] = (float)(recipe->ramp_top * pow(i / 255.0, recipe->ramp_gamma));
    cmsToneCurve *ramp = cmsBuildTabulatedToneCurveFloat(context, 256, samples);
    cmsToneCurve *ramps[3] = {ramp, ramp, ramp};
    int done = ramp && cmsWriteTag(profile, cmsSigVcgtTag, ramps);
    cmsFreeToneCurve(ramp);
    return done;
}

static int write_calibration(cmsHPROFILE profile, const int *fields) {
    struct tm when = {.tm_year = fields[0] - 1900,
                      .tm_mon = fields[1] - 1,
                      .tm_mday = fields[2],
                      .tm_hour = fields[3],
                      .tm_min = fields[4],
                      .tm_sec = fields[5]};
    return cmsWriteTag(profile, cmsSigCalibrationDateTimeTag, &when);
}

// ICC.1:2022 §10.3. Raw, because the library's own writer puts four bytes too many before the codes.
static int write_cicp(cmsHPROFILE profile, const int *codes) {
    const uint8_t content[12] = {'c', 'i', 'c', 'p', 0, 0, 0, 0, (uint8_t)codes[0], (uint8_t)codes[1],
                                 (uint8_t)codes[2], (uint8_t)codes[3]};
    return cmsWriteRawTag(profile, cmsSigcicpTag, content, sizeof content);
}

static int write_tags(cmsContext context, cmsHPROFILE profile, const fgl_recipe *recipe) {
    cmsSetProfileVersion(profile, recipe->version);
    int done = write_description(context, profile, recipe->description);
    if (recipe->luminance > 0) {
        cmsCIEXYZ luminance = {0, recipe->luminance, 0};
        done &= cmsWriteTag(profile, cmsSigLuminanceTag, &luminance);
    }
    if (recipe->has_cicp) done &= write_cicp(profile, recipe->cicp);
    if (recipe->has_calibration) done &= write_calibration(profile, recipe->calibration);
    if (recipe->ramp_gamma > 0) done &= write_ramps(context, profile, recipe);
    return done;
}

static int save(cmsHPROFILE profile, uint8_t **bytes, size_t *size) {
    cmsUInt32Number needed = 0;
    if (!cmsSaveProfileToMem(profile, NULL, &needed)) return -1;
    *bytes = malloc(needed);
    if (!*bytes || !cmsSaveProfileToMem(profile, *bytes, &needed)) {
        free(*bytes);
        return -1;
    }
    *size = needed;
    return 0;
}

int fgl_build_display(const fgl_recipe *recipe, uint8_t **bytes, size_t *size) {
    cmsContext context = cmsCreateContext(NULL, NULL);
    if (!context) return -1;
    int code = -1;
    cmsCIExyY white = {recipe->x[3], recipe->y[3], 1};
    cmsCIExyYTRIPLE primaries = {{recipe->x[0], recipe->y[0], 1}, {recipe->x[1], recipe->y[1], 1},
                                 {recipe->x[2], recipe->y[2], 1}};
    cmsToneCurve *curve = curve_of(context, recipe);
    cmsToneCurve *curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = curve ? cmsCreateRGBProfileTHR(context, &white, &primaries, curves) : NULL;
    if (profile && write_tags(context, profile, recipe)) code = save(profile, bytes, size);
    if (profile) cmsCloseProfile(profile);
    if (curve) cmsFreeToneCurve(curve);
    cmsDeleteContext(context);
    return code;
}

void fgl_free(uint8_t *bytes) { free(bytes); }
