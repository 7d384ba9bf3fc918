#pragma once

#include <math.h>

/// Kaiser's window, not normalised: `edge` is the distance from the middle, 1 at the ends.
static inline double kaiser_window(double beta, double edge) {
    const double x = beta * sqrt(1 - edge * edge);
    double sum = 1, term = 1;
    for (int k = 1; k < 40; k++) {
        term *= (x / 2 / k) * (x / 2 / k);
        sum += term;
    }
    return sum;
}
