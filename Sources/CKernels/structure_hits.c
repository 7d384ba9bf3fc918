#include <string.h>

#include "structure_three.h"

enum {
    side = 8,
    tile = 16,
    area = side * side,
    // In 8-bit codes: how far a block differs at least, and the difference across a border.
    least_jump = 10,
    least_step = 10,
    // Mean distance from the neighbours inside, and how many times that of the ring around it.
    least_inside = 16,
    quieter = 8,
    // Tiles whose samples are asked for ahead.
    ahead = 6,
    // Lines of four macroblocks: what is taller is a picture in the picture, or a slice, of which the decoder tells.
    tallest = 64,
    // Search for the content in the neighbours, in pixels, and the margin it is searched with.
    reach = 32,
    margin = 2,
    patch = 16,
    // Pixels around a hit that are to be quiet.
    ring = 16,
};

enum { unknown, ordinary, odd, taken };

struct fgk_hit_work {
    int columns, rows;
    uint8_t *state;
    int32_t *stack;
};

fgk_hit_work *fgk_hit_work_create(int width, int height) {
    fgk_hit_work *work = calloc(1, sizeof *work);
    if (!work) return NULL;
    work->columns = width / side;
    work->rows = height / side;
    const size_t blocks = (size_t)work->columns * (size_t)work->rows + 1;
    work->state = calloc(blocks, sizeof *work->state);
    work->stack = calloc(blocks, sizeof *work->stack);
    if (work->state && work->stack) return work;
    fgk_hit_work_destroy(work);
    return NULL;
}

void fgk_hit_work_destroy(fgk_hit_work *work) {
    if (!work) return;
    free(work->state);
    free(work->stack);
    free(work);
}

/// Whether a block differs from both neighbours in time, to the same side or all over, while these agree.
static int is_odd(const fgk_three luma, int x, int y) {
    uint16_t row[3][side];
    int sum[3] = {0, 0, 0}, before = 0, after = 0, between = 0;
    for (int line = 0; line < side; line++) {
        for (int i = 0; i < 3; i++) structure_read(&luma[i], y + line, x, side, row[i]);
        for (int k = 0; k < side; k++) {
            for (int i = 0; i < 3; i++) sum[i] += row[i][k];
            before += abs(row[1][k] - row[0][k]);
            after += abs(row[1][k] - row[2][k]);
            between += abs(row[2][k] - row[0][k]);
        }
    }
    const int code = area << (luma[0].depth - 8), a = sum[1] - sum[0], b = sum[1] - sum[2];
    const int jump = abs(a) < abs(b) ? abs(a) : abs(b), sad = before < after ? before : after;
    if (a > 0 == b > 0 && jump >= least_jump * code && abs(a - b) * 3 <= jump) return 1;
    return sad >= 2 * least_jump * code && sad >= 2 * between;
}

/// Whether one of the four blocks of a tile may be odd by its mean: one row of each is looked at, for what costs is to
/// fetch them.
static int may_hold_odd(const fgk_three luma, int x, int y) {
    if (x + tile > luma[0].width || y + tile > luma[0].height) return 1;
    const int code = side << (luma[0].depth - 8);
    for (int half = 0; half < 2; half++) {
        int sum[2][3] = {{0}};
        for (int i = 0; i < 3; i++) {
            uint16_t row[tile];
            structure_read_16(&luma[i], x, y + half * side + side / 2, row);
            for (int k = 0; k < side; k++) sum[0][i] += row[k];
            for (int k = side; k < tile; k++) sum[1][i] += row[k];
        }
        for (int part = 0; part < 2; part++) {
            const int a = sum[part][1] - sum[part][0], b = sum[part][1] - sum[part][2];
            const int jump = abs(a) < abs(b) ? abs(a) : abs(b);
            if (a > 0 == b > 0 && jump * 2 >= least_jump * code && abs(a - b) * 2 <= jump) return 1;
        }
    }
    return 0;
}

static int state_of(const fgk_three luma, fgk_hit_work *work, int column, int row) {
    uint8_t *state = work->state + row * work->columns + column;
    if (*state == unknown) *state = is_odd(luma, column * side, row * side) ? odd : ordinary;
    return *state;
}

/// Blocks that hang together: their box, and how many they are. They are left as `taken`, and their places in the stack.
static int gather(const fgk_three luma, fgk_hit_work *work, int start, fgk_spot *box) {
    static const int dx[] = {1, -1, 0, 0}, dy[] = {0, 0, 1, -1};
    int many = 0, left = work->columns, right = 0, top = work->rows, bottom = 0;
    work->stack[many++] = start;
    work->state[start] = taken;
    for (int next = 0; next < many; next++) {
        const int column = work->stack[next] % work->columns, row = work->stack[next] / work->columns;
        if (column < left) left = column;
        if (column >= right) right = column + 1;
        if (row < top) top = row;
        if (row >= bottom) bottom = row + 1;
        for (int i = 0; i < 4; i++) {
            const int x = column + dx[i], y = row + dy[i];
            if (x < 0 || y < 0 || x >= work->columns || y >= work->rows) continue;
            if (state_of(luma, work, x, y) != odd) continue;
            work->state[y * work->columns + x] = taken;
            work->stack[many++] = y * work->columns + x;
        }
    }
    *box = (fgk_spot){left * side, top * side, (right - left) * side, (bottom - top) * side};
    return many;
}

/// Whether a border runs between (x, y) and the pixel at (dx, dy) outside of it: a step that is in neither neighbour, or
/// a difference from the neighbours that ends there.
static int is_border(const fgk_three luma, int x, int y, int dx, int dy) {
    const int least = least_step << (luma[0].depth - 8);
    const fgk_picture_component *now = &luma[structure_now];
    const int inner = abs(structure_beyond_at(luma, x, y)), outer = abs(structure_beyond_at(luma, x + dx, y + dy));
    if (inner >= least && outer * 3 <= inner) return 1;
    int step[3];
    for (int i = 0; i < 3; i++) step[i] = abs(structure_code(&luma[i], x, y) - structure_code(&luma[i], x + dx, y + dy));
    if (step[1] < least || step[0] * 2 > step[1] || step[2] * 2 > step[1]) return 0;
    const int is_there = x + 2 * dx >= 0 && x + 2 * dx < now->width && y + 2 * dy >= 0 && y + 2 * dy < now->height;
    const int in = abs(structure_code(now, x, y) - structure_code(now, x - dx, y - dy));
    const int out = is_there ? abs(structure_code(now, x + dx, y + dy) - structure_code(now, x + 2 * dx, y + 2 * dy)) : 0;
    return step[1] >= 3 * in && step[1] >= 3 * out;
}

/// Whether most of the border of the blocks is one: half of it to every side, and 70 % in all; three quarters to every
/// side where the edge of the picture takes one away.
static int has_borders(const fgk_three luma, const fgk_hit_work *work, int many) {
    static const int dx[] = {1, -1, 0, 0}, dy[] = {0, 0, 1, -1};
    int all = 0, steep = 0, least_share = 200, sides = 0;
    for (int way = 0; way < 4; way++) {
        int pixels = 0, good = 0;
        for (int i = 0; i < many; i++) {
            const int column = work->stack[i] % work->columns, row = work->stack[i] / work->columns;
            const int x = column + dx[way], y = row + dy[way];
            const int is_inside = x >= 0 && y >= 0 && x < work->columns && y < work->rows;
            if (is_inside && work->state[y * work->columns + x] == taken) continue;
            const int from_x = column * side + (dx[way] > 0 ? side - 1 : 0);
            const int from_y = row * side + (dy[way] > 0 ? side - 1 : 0);
            if (from_x + dx[way] < 0 || from_x + dx[way] >= luma[0].width) continue;
            if (from_y + dy[way] < 0 || from_y + dy[way] >= luma[0].height) continue;
            pixels += side;
            for (int k = 0; k < side; k++)
                good += is_border(luma, from_x + (dx[way] ? 0 : k), from_y + (dy[way] ? 0 : k), dx[way], dy[way]);
        }
        const int share = pixels ? good * 100 / pixels : 100;
        if (share < least_share) least_share = share;
        sides += pixels > 0;
        all += pixels;
        steep += good;
    }
    return least_share >= (sides == 4 ? 50 : 75) && steep * 10 >= all * 7;
}

/// How far the box stands out from both neighbours, in the mean, in 1/16 code.
static int mean_beyond(const fgk_three luma, const fgk_spot *box, int pace_x, int pace_y) {
    int sum = 0, many = 0;
    for (int y = box->y; y < box->y + box->height; y += pace_y)
        for (int x = box->x; x < box->x + box->width; x += pace_x, many++) sum += abs(structure_beyond_at(luma, x, y));
    return many ? sum * 16 / many : 0;
}

/// The same for what is around the box.
static int ring_beyond(const fgk_three luma, const fgk_spot *box) {
    const int left = box->x > ring ? box->x - ring : 0, top = box->y > ring ? box->y - ring : 0;
    const int right = box->x + box->width + ring, bottom = box->y + box->height + ring;
    int sum = 0, many = 0;
    for (int y = top; y < bottom && y < luma[0].height; y++)
        for (int x = left; x < right && x < luma[0].width; x++) {
            if (x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height) continue;
            sum += abs(structure_beyond_at(luma, x, y));
            many++;
        }
    return many ? sum * 16 / many : 0;
}

/// Whether the box stands out from its neighbours in time, and what is around it does not.
static int stands_out(const fgk_three luma, const fgk_spot *box) {
    const int inside = mean_beyond(luma, box, 1, 1);
    return inside >= 16 * least_inside << (luma[0].depth - 8) && inside >= quieter * ring_beyond(luma, box);
}

/// Whether the box, with a margin, stands elsewhere in `other`: then it is a thing that moves.
static int is_found(const fgk_three luma, int other, const fgk_spot *box) {
    const fgk_picture_component *now = &luma[structure_now], *where = &luma[other];
    const int left = box->x > margin ? box->x - margin : 0, top = box->y > margin ? box->y - margin : 0;
    const int right = box->x + box->width + margin, bottom = box->y + box->height + margin;
    const int width = (right < now->width ? right : now->width) - left;
    const int height = (bottom < now->height ? bottom : now->height) - top;
    const int pace_x = (width + patch - 1) / patch, pace_y = (height + patch - 1) / patch;
    const int most = mean_beyond(luma, box, pace_x, pace_y) / 48;
    for (int dy = -reach; dy <= reach; dy++) {
        if (top + dy < 0 || top + dy + height > now->height) continue;
        for (int dx = -reach; dx <= reach; dx++) {
            if (left + dx < 0 || left + dx + width > now->width) continue;
            int sum = 0, many = 0, is_worse = 0;
            for (int y = 0; y < height && !is_worse; y += pace_y) {
                for (int x = 0; x < width; x += pace_x, many++)
                    sum += abs(structure_code(now, left + x, top + y) -
                               structure_code(where, left + dx + x, top + dy + y));
                is_worse = many >= 2 * patch && sum > 2 * most * many;
            }
            if (!is_worse && sum <= most * many) return 1;
        }
    }
    return 0;
}

int fgk_hits_find(const fgk_three luma, const int *tiles, int count, fgk_hit_work *work, fgk_spot *found,
                  int capacity) {
    const int columns = (luma[0].width + tile - 1) / tile, blocks = work->columns * work->rows;
    int many = 0;
    if (count > 0) memset(work->state, unknown, (size_t)blocks);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < 3 && i + ahead < count; k++)
            structure_fetch(&luma[k], tiles[i + ahead] % columns * tile, tiles[i + ahead] / columns * tile + side / 2,
                            tiles[i + ahead] / columns * tile + tile, side);
        const int left = tiles[i] % columns * 2, top = tiles[i] / columns * 2;
        if (!may_hold_odd(luma, left * side, top * side)) continue;
        for (int part = 0; part < 4 && many < capacity; part++) {
            const int column = left + (part & 1), row = top + part / 2;
            if (column >= work->columns || row >= work->rows || state_of(luma, work, column, row) != odd) continue;
            fgk_spot box;
            const int size = gather(luma, work, row * work->columns + column, &box);
            const int is_whole = size * side * side * 2 >= box.width * box.height && size * 8 <= blocks &&
                                 box.height <= tallest;
            if (is_whole && has_borders(luma, work, size) && stands_out(luma, &box) &&
                !is_found(luma, structure_before, &box) && !is_found(luma, structure_after, &box))
                found[many++] = box;
        }
    }
    return many;
}
