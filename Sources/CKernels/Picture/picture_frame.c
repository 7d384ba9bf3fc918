#include "picture_state.h"

int picture_subsampling(int whole, int part) {
    if (part == whole) return 0;
    if (part == (whole + 1) / 2) return 1;
    return part == (whole + 3) / 4 ? 2 : -1;
}

static int component_is_sound(const fgk_picture *picture, int index) {
    const fgk_picture_component *c = &picture->component[index];
    if (!c->data || c->depth < 8 || c->depth > 16 || c->depth != picture->component[0].depth) return 0;
    if (c->bytes != 1 && c->bytes != 2) return 0;
    if (c->step < c->bytes || c->shift < 0 || c->shift + c->depth > 8 * c->bytes) return 0;
    int columns = picture_subsampling(picture->width, c->width), rows = picture_subsampling(picture->height, c->height);
    int chroma = picture->model == FGK_PICTURE_YCBCR && (index == 1 || index == 2);
    return chroma ? columns >= 0 && rows >= 0 : columns == 0 && rows == 0;
}

int picture_check(const fgk_picture *picture) {
    static const int fewest[] = {3, 3, 1}, most[] = {4, 4, 2};
    if (!picture || (unsigned)picture->model > FGK_PICTURE_GRAY) return FGK_PICTURE_INVALID;
    if (picture->width < 1 || picture->width > 32767 || picture->height < 1 || picture->height > 32767)
        return FGK_PICTURE_INVALID;
    if (picture->components < fewest[picture->model] || picture->components > most[picture->model])
        return FGK_PICTURE_INVALID;
    for (int i = 0; i < picture->components; i++)
        if (!component_is_sound(picture, i)) return FGK_PICTURE_INVALID;
    const fgk_picture_component *c = picture->component;
    const int paired = picture->components < 3 || (c[1].width == c[2].width && c[1].height == c[2].height);
    return paired ? FGK_PICTURE_OK : FGK_PICTURE_INVALID;
}

int picture_alike(const fgk_picture *a, const fgk_picture *b) {
    if (a->width != b->width || a->height != b->height) return 0;
    if (a->model != b->model || a->components != b->components) return 0;
    for (int i = 0; i < a->components; i++) {
        const fgk_picture_component *p = &a->component[i], *q = &b->component[i];
        if (p->width != q->width || p->height != q->height || p->depth != q->depth) return 0;
    }
    return 1;
}
