#include "profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// The library hands its own user data back; only the first error explains anything.
static void note_error(cmsContext context, cmsUInt32Number code, const char *text) {
    fgl_profile *profile = cmsGetContextUserData(context);
    if (!profile || profile->code) return;
    profile->code = code ? (int)code : cmsERROR_UNDEFINED;
    snprintf(profile->text, sizeof profile->text, "%s", text);
}

int fgl_profile_open(const uint8_t *bytes, size_t size, fgl_profile **out, char *text, size_t text_size) {
    *out = NULL;
    snprintf(text, text_size, "out of memory");
    fgl_profile *profile = calloc(1, sizeof *profile);
    if (!profile) return cmsERROR_INTERNAL;
    profile->context = cmsCreateContext(NULL, profile);
    if (!profile->context) {
        free(profile);
        return cmsERROR_INTERNAL;
    }
    cmsSetLogErrorHandlerTHR(profile->context, note_error);
    profile->handle = cmsOpenProfileFromMemTHR(profile->context, bytes, (cmsUInt32Number)size);
    if (!profile->handle) {
        int code = profile->code ? profile->code : cmsERROR_UNDEFINED;
        snprintf(text, text_size, "%s", profile->text[0] ? profile->text : "the library gives no reason");
        fgl_profile_close(profile);
        return code;
    }
    *out = profile;
    return 0;
}

void fgl_profile_close(fgl_profile *profile) {
    if (!profile) return;
    if (profile->handle) cmsCloseProfile(profile->handle);
    cmsDeleteContext(profile->context);
    free(profile);
}

int fgl_profile_error(const fgl_profile *profile, char *text, size_t size) {
    snprintf(text, size, "%s", profile->text);
    return profile->code;
}

void fgl_profile_header(fgl_profile *profile, fgl_header *out) {
    cmsHPROFILE handle = profile->handle;
    *out = (fgl_header){cmsGetProfileVersion(handle),
                        cmsGetDeviceClass(handle),
                        cmsGetColorSpace(handle),
                        cmsGetPCS(handle),
                        cmsGetTagCount(handle),
                        cmsIsMatrixShaper(handle),
                        (int)cmsChannelsOf(cmsGetColorSpace(handle))};
}

uint32_t fgl_profile_tag(fgl_profile *profile, int index) {
    if (index < 0 || index >= cmsGetTagCount(profile->handle)) return 0;
    return cmsGetTagSignature(profile->handle, (cmsUInt32Number)index);
}

static size_t put_utf8(char *to, uint32_t code) {
    if (code < 0x80) return to[0] = (char)code, 1;
    if (code < 0x800) return to[0] = (char)(0xC0 | code >> 6), to[1] = (char)(0x80 | (code & 63)), 2;
    if (code < 0x10000) {
        to[0] = (char)(0xE0 | code >> 12), to[1] = (char)(0x80 | (code >> 6 & 63)), to[2] = (char)(0x80 | (code & 63));
        return 3;
    }
    to[0] = (char)(0xF0 | code >> 18), to[1] = (char)(0x80 | (code >> 12 & 63));
    to[2] = (char)(0x80 | (code >> 6 & 63)), to[3] = (char)(0x80 | (code & 63));
    return 4;
}

// lcms keeps UTF-16 units in wide characters: surrogate pairs are joined here, lone ones dropped.
void fgl_profile_description(fgl_profile *profile, char *text, size_t size) {
    wchar_t wide[512] = {0};
    size_t used = 0;
    text[0] = 0;
    if (!cmsGetProfileInfo(profile->handle, cmsInfoDescription, "en", "US", wide, sizeof wide)) return;
    wide[511] = 0;
    for (const wchar_t *unit = wide; *unit && used + 5 < size; unit++) {
        uint32_t code = (uint32_t)*unit;
        if (code >= 0xD800 && code < 0xDC00 && (uint32_t)unit[1] >> 10 == 0x37) {
            code = 0x10000 + ((code & 0x3FF) << 10) + ((uint32_t)unit[1] & 0x3FF);
            unit++;
        } else if (code >> 11 == 0x1B || code > 0x10FFFF) {
            continue;
        }
        used += put_utf8(text + used, code);
    }
    text[used] = 0;
}

static const void *read_tag(fgl_profile *profile, uint32_t tag) {
    return cmsIsTag(profile->handle, tag) ? cmsReadTag(profile->handle, tag) : NULL;
}

int fgl_profile_xyz(fgl_profile *profile, uint32_t tag, double xyz[3]) {
    const cmsCIEXYZ *found = read_tag(profile, tag);
    if (!found) return 0;
    xyz[0] = found->X, xyz[1] = found->Y, xyz[2] = found->Z;
    return 1;
}

int fgl_profile_chad(fgl_profile *profile, double matrix[9]) {
    const cmsFloat64Number *found = read_tag(profile, cmsSigChromaticAdaptationTag);
    if (!found) return 0;
    memcpy(matrix, found, 9 * sizeof *matrix);
    return 1;
}

int fgl_profile_date(fgl_profile *profile, uint32_t tag, int fields[6]) {
    const struct tm *found = read_tag(profile, tag);
    if (!found) return 0;
    const int values[6] = {found->tm_year + 1900, found->tm_mon + 1, found->tm_mday,
                           found->tm_hour,        found->tm_min,     found->tm_sec};
    memcpy(fields, values, sizeof values);
    return 1;
}
