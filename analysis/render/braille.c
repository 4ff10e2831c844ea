#include "analysis/render/braille.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct braille_cell {
    unsigned char dots; /* one bit for each, as in the code points from U+2800 on */
    bool rule;
    struct ink ink;
};

struct braille {
    int columns, rows;
    int across, down; /* dots of a character */
    struct braille_cell *cells;
};

struct braille *braille_new(int columns, int rows, bool with_dots) {
    struct braille *canvas = memory_get(1, sizeof *canvas);

    canvas->columns = columns;
    canvas->rows = rows;
    canvas->across = with_dots ? 2 : 1;
    canvas->down = with_dots ? 4 : 1;
    canvas->cells = memory_get((size_t)columns * (size_t)rows, sizeof *canvas->cells);
    return canvas;
}

void braille_free(struct braille *canvas) {
    free(canvas->cells);
    free(canvas);
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* x, y: in dots from the top left. */
static void draw_dot(struct braille *canvas, int x, int y, struct ink ink) {
    static const unsigned char bits[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
    struct braille_cell *cell;

    if (x < 0 || y < 0 || x >= canvas->columns * canvas->across || y >= canvas->rows * canvas->down)
        return;
    cell = &canvas->cells[y / canvas->down * canvas->columns + x / canvas->across];
    cell->dots |= bits[y % canvas->down][x % canvas->across];
    cell->ink = ink;
}

/* Of `count` dots, the one at a place from 0 to 1. */
static double dot_at(double at, int count) {
    return fmin(fmax(at, 0), 1) * (count - 1);
}

void braille_line(struct braille *canvas, const double from[2], const double to[2], struct ink ink,
                  int every, int *drawn) {
    int width = canvas->columns * canvas->across, height = canvas->rows * canvas->down;
    double x = dot_at(from[0], width), y = dot_at(1 - from[1], height);
    double right = dot_at(to[0], width) - x, down = dot_at(1 - to[1], height) - y;
    int steps = (int)lround(fmax(fabs(right), fabs(down)));

    for (int i = 0; i <= steps; i++) {
        double part = steps ? (double)i / steps : 0;

        if ((i < steps || steps == 0) && (*drawn)++ % every)
            continue;
        draw_dot(canvas, (int)lround(x + part * right), (int)lround(y + part * down), ink);
    }
}

int braille_rule(struct braille *canvas, double at) {
    int column = (int)dot_at(at, canvas->columns * canvas->across) / canvas->across;

    for (int row = 0; row < canvas->rows; row++)
        canvas->cells[row * canvas->columns + column].rule = true;
    return column;
}

/* --- printing --------------------------------------------------------------------------------- */

static void print_cell(const struct braille *canvas, const struct braille_cell *cell) {
    if (!cell->dots && cell->rule)
        printf(canvas->across > 1 ? "\u250a" : ":");
    else if (!cell->dots)
        printf(" ");
    else if (canvas->across == 1)
        printf("%c", cell->ink.letter);
    else /* UTF-8 of U+2800 and the dots */
        printf("\xe2%c%c", 0xa0 + (cell->dots >> 6), 0x80 + (cell->dots & 63));
}

int braille_print_row(const struct braille *canvas, int row) {
    const struct braille_cell *cells = &canvas->cells[row * canvas->columns];
    enum style style = STYLE_PLAIN;
    int columns = canvas->columns;

    while (columns > 0 && !cells[columns - 1].dots && !cells[columns - 1].rule)
        columns--;
    for (int i = 0; i < columns; i++) {
        enum style next = cells[i].dots ? cells[i].ink.style : cells[i].rule ? STYLE_DIM : style;

        if (next != style)
            style_print(STYLE_PLAIN);
        if (next != style && next != STYLE_PLAIN)
            style_print(next);
        style = next;
        print_cell(canvas, &cells[i]);
    }
    if (style != STYLE_PLAIN)
        style_print(STYLE_PLAIN);
    return columns;
}
