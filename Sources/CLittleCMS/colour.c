#include "profile.h"

#include <string.h>

static void sample(const cmsToneCurve *curve, float *samples, int count) {
    for (int i = 0; i < count; i++) samples[i] = cmsEvalToneCurveFloat(curve, (float)i / (float)(count - 1));
}

// Parameters a formula has, by lcms's types 1 to 5.
static int parameter_count(int type) {
    const int counts[] = {0, 1, 3, 4, 5, 7};
    return type >= 1 && type <= 5 ? counts[type] : 0;
}

int fgl_profile_curve(fgl_profile *profile, uint32_t tag, fgl_curve *out, float *samples, int count) {
    if (count < 2 || !cmsIsTag(profile->handle, tag)) return 0;
    const cmsToneCurve *curve = cmsReadTag(profile->handle, tag);
    if (!curve) return 0;
    memset(out, 0, sizeof *out);
    out->type = cmsGetToneCurveParametricType(curve);
    const cmsFloat64Number *parameters = cmsGetToneCurveParams(curve);
    if (parameters) memcpy(out->parameters, parameters, (size_t)parameter_count(out->type) * sizeof *parameters);
    out->gamma = cmsEstimateGamma(curve, 0.01);
    sample(curve, samples, count);
    return 1;
}

int fgl_profile_ramps(fgl_profile *profile, float *samples, int count) {
    if (count < 2 || !cmsIsTag(profile->handle, cmsSigVcgtTag)) return 0;
    cmsToneCurve *const *curves = cmsReadTag(profile->handle, cmsSigVcgtTag);
    if (!curves || !curves[0] || !curves[1] || !curves[2]) return 0;
    for (int i = 0; i < 3; i++) sample(curves[i], samples + (ptrdiff_t)i * count, count);
    return 1;
}

static const cmsUInt32Number EXACT = cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;

// Doubles of 0 to 1 for each channel. lcms scales ink to 0 to 100; the callers of this file use light only.
static cmsUInt32Number device_format(fgl_profile *profile) {
    cmsUInt32Number format = cmsFormatterForColorspaceOfProfile(profile->handle, 0, TRUE);
    cmsColorSpaceSignature space = cmsGetColorSpace(profile->handle);
    return format && (space == cmsSigRgbData || space == cmsSigGrayData) ? format : 0;
}

int fgl_profile_to_xyz(fgl_profile *profile, const double *device, int colours, double *xyz) {
    cmsUInt32Number format = device_format(profile);
    cmsHPROFILE target = format ? cmsCreateXYZProfileTHR(profile->context) : NULL;
    if (!target) return 0;
    cmsHTRANSFORM transform = cmsCreateTransformTHR(profile->context, profile->handle, format, target, TYPE_XYZ_DBL,
                                                    INTENT_RELATIVE_COLORIMETRIC, EXACT);
    if (transform) {
        cmsDoTransform(transform, device, xyz, (cmsUInt32Number)colours);
        cmsDeleteTransform(transform);
    }
    cmsCloseProfile(target);
    return transform != NULL;
}

int fgl_profile_round_trip(fgl_profile *profile, const double *device, int colours, double *first, double *second) {
    cmsUInt32Number format = device_format(profile);
    cmsUInt32Number intent = INTENT_RELATIVE_COLORIMETRIC;
    cmsHPROFILE lab = format ? cmsCreateLab4ProfileTHR(profile->context, NULL) : NULL;
    if (!lab) return 0;
    cmsHTRANSFORM there =
        cmsCreateTransformTHR(profile->context, profile->handle, format, lab, TYPE_Lab_DBL, intent, EXACT);
    cmsHTRANSFORM back =
        there ? cmsCreateTransformTHR(profile->context, lab, TYPE_Lab_DBL, profile->handle, format, intent, EXACT)
              : NULL;
    for (int i = 0; back && i < colours; i++) {
        double again[4] = {0};
        cmsDoTransform(there, device + (ptrdiff_t)i * (int)T_CHANNELS(format), first + (ptrdiff_t)i * 3, 1);
        cmsDoTransform(back, first + (ptrdiff_t)i * 3, again, 1);
        cmsDoTransform(there, again, second + (ptrdiff_t)i * 3, 1);
    }
    if (there) cmsDeleteTransform(there);
    if (back) cmsDeleteTransform(back);
    cmsCloseProfile(lab);
    return back != NULL;
}
