"""A small studio: shapes, light and film for the product pictures of `cutout`.

A picture is drawn at twice its size and then halved, which gives soft edges. Every step for a
pixel is made of sums, products, quotients and square roots, which are exact on every machine;
nothing here calls an exponential or a BLAS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lumina.generator.draw import Draw

SIDE = 112
"""Pixels along each side of a picture."""

GRID = 2 * SIDE
PIXEL = 2.0 / GRID
"""Width of a drawn pixel; the picture reaches from -1 to 1, y downwards."""

Plane: TypeAlias = npt.NDArray[Any]
Rgb: TypeAlias = tuple[float, float, float]
Normal: TypeAlias = tuple[Plane, Plane, Plane]
Points: TypeAlias = Sequence[tuple[float, float]]


class Dice:
    """Single draws from the stream of one picture."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def between(self, low: float, high: float) -> float:
        """Return one number between `low` and `high`, rounded to six places."""
        return round(float(self.draw.uniform(low, high, 1)[0]), 6)

    def chance(self, share: float) -> bool:
        """Return True in this share of the cases."""
        return self.between(0, 1) < share

    def grid(self, rows: int, columns: int) -> Plane:
        """Return a small grid of numbers between 0 and 1."""
        flat = self.draw.uniform(0, 1, rows * columns)
        return flat.reshape(rows, columns).astype(np.float32)


@cache
def axes(size: int) -> tuple[Plane, Plane]:
    """Return x and y of every pixel of a plane with `size` pixels along each side."""
    line = ((np.arange(size) + 0.5) * (2 / size) - 1).astype(np.float32)
    x = np.ascontiguousarray(np.broadcast_to(line, (size, size)))
    return x, np.ascontiguousarray(x.T)


def ramp(low: float, high: float, value: Plane) -> Plane:
    """Return 0 below `low`, 1 above `high` and a smooth way between (either may be larger)."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)


def mix(first: Plane | float, second: Plane | float, share: Plane) -> Plane:
    """Return `first` where the share is 0 and `second` where it is 1."""
    return first + (second - first) * share


def noise(dice: Dice, rows: int, columns: int, octaves: int = 3, size: int = GRID) -> Plane:
    """Return clouds between 0 and 1: smooth random numbers, finer and weaker with each octave."""
    total = np.zeros((size, size), np.float32)
    weight = 0.0
    for octave in range(octaves):
        small = dice.grid((rows << octave) + 1, (columns << octave) + 1)
        total += _stretch(_stretch(small, 0, size), 1, size) * 0.5**octave
        weight += 0.5**octave
    return total / weight


def _stretch(small: Plane, axis: int, size: int) -> Plane:
    cells = small.shape[axis] - 1
    place = ((np.arange(size) + 0.5) * (cells / size)).astype(np.float32)
    left = place.astype(np.int64)
    share = place - left
    share = share * share * (3 - 2 * share)
    share = share[:, None] if axis == 0 else share[None, :]
    first, second = np.take(small, left, axis), np.take(small, left + 1, axis)
    stretched: Plane = (first + (second - first) * share).astype(np.float32)
    return stretched


def blur(plane: Plane, reach: int, times: int = 2) -> Plane:
    """Return the plane blurred by running means over 2 x `reach` + 1 pixels."""
    for _ in range(times):
        for axis in (0, 1):
            pad = [(0, 0)] * plane.ndim
            pad[axis] = (reach + 1, reach)
            wide = np.pad(plane, pad, mode="edge")
            wide = np.cumsum(wide, axis=axis, dtype=np.float64)
            if axis:
                plane = wide[:, 2 * reach + 1 :] - wide[:, : -2 * reach - 1]
            else:
                plane = wide[2 * reach + 1 :] - wide[: -2 * reach - 1]
            plane = (plane / (2 * reach + 1)).astype(np.float32)
    return plane


def slope(plane: Plane, steep: float) -> tuple[Plane, Plane]:
    """Return how a relief bends the light: its slopes along x and y."""
    gx, gy = np.zeros_like(plane), np.zeros_like(plane)
    gx[:, 1:-1] = (plane[:, 2:] - plane[:, :-2]) * steep
    gy[1:-1] = (plane[2:] - plane[:-2]) * steep
    return gx, gy


def unit(nx: Plane, ny: Plane, nz: Plane) -> Normal:
    """Return a normal of length one."""
    size = np.sqrt(nx * nx + ny * ny + nz * nz)
    return nx / size, ny / size, nz / size


def box(x: Plane, y: Plane, wide: float, high: float, round_: float) -> Plane:
    """Return the distance to a rounded rectangle around the origin, below 0 inside."""
    dx, dy = abs(x) - (wide - round_), abs(y) - (high - round_)
    out_x, out_y = np.maximum(dx, 0), np.maximum(dy, 0)
    d: Plane = np.sqrt(out_x * out_x + out_y * out_y) + np.minimum(np.maximum(dx, dy), 0)
    return d - round_


def ellipse(x: Plane, y: Plane, wide: float, high: float) -> Plane:
    """Return about the distance to an ellipse around the origin, below 0 inside."""
    size = np.sqrt((x / wide) ** 2 + (y / high) ** 2)
    return (size - 1) * min(wide, high)


def polygon(x: Plane, y: Plane, corners: Points) -> Plane:
    """Return the distance to a polygon, below 0 inside."""
    near = np.full(x.shape, 9, np.float32)
    inside = np.zeros(x.shape, bool)
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        ex, ey = bx - ax, by - ay
        wx, wy = x - ax, y - ay
        part = np.clip((wx * ex + wy * ey) / (ex * ex + ey * ey), 0, 1)
        dx, dy = wx - ex * part, wy - ey * part
        near = np.minimum(near, dx * dx + dy * dy)
        if ey:
            crosses = ((ay <= y) & (by > y)) | ((by <= y) & (ay > y))
            inside ^= crosses & (x < ax + (y - ay) * (ex / ey))
    return np.where(inside, -1, 1) * np.sqrt(near)


def curve(
    start: tuple[float, float], pull: tuple[float, float], end: tuple[float, float]
) -> Points:
    """Return nine points on the curve from `start` to `end` that is pulled towards `pull`."""
    points = []
    for step in range(9):
        t = step / 8
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1])
        )
    return points


def bounds(where: npt.NDArray[np.bool_]) -> tuple[slice, slice] | None:
    """Return the smallest window with all that is True, None if nothing is."""
    rows, columns = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    if not len(rows):
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _along(x: Plane, y: Plane, points: Points, thick: float, end: float, into: Normal) -> None:
    """Write distance and slopes of a tube into three planes."""
    best, nx, ny = into
    pieces = len(points) - 1
    for number in range(pieces):
        (ax, ay), (bx, by) = points[number], points[number + 1]
        ex, ey = bx - ax, by - ay
        wx, wy = x - ax, y - ay
        part = np.clip((wx * ex + wy * ey) / (ex * ex + ey * ey), 0, 1)
        dx, dy = wx - ex * part, wy - ey * part
        radius = thick + (end - thick) * ((number + part) / pieces)
        away = np.sqrt(dx * dx + dy * dy) - radius
        closer = away < best
        np.copyto(best, away, where=closer)
        np.copyto(nx, dx / radius, where=closer)
        np.copyto(ny, dy / radius, where=closer)


def tube(
    x: Plane, y: Plane, points: Points, thick: float, end: float = 0.0
) -> tuple[Plane, Normal]:
    """Return distance and normal of a round tube along points; `end` is its other thickness."""
    end = end or thick
    best = np.full(x.shape, 9, np.float32)
    nx, ny = np.zeros_like(best), np.zeros_like(best)
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    reach = max(thick, end) + 0.08
    near = (x > min(xs) - reach) & (x < max(xs) + reach)
    window = bounds(near & (y > min(ys) - reach) & (y < max(ys) + reach))
    if window is not None:
        _along(x[window], y[window], points, thick, end, (best[window], nx[window], ny[window]))
    nz = np.sqrt(np.clip(1 - nx * nx - ny * ny, 0.02, 1))
    return best, unit(nx, ny, nz)


def pillow(d: Plane, edge: float, bulge: float = 0.9) -> Normal:
    """Return the normal of a flat thing whose edge, `edge` wide, is rounded; d is its distance."""
    gx, gy = slope(d, 0.5 / PIXEL)
    lean = np.clip(1 + d / edge, 0, 1) * bulge
    nx, ny = gx * lean, gy * lean
    return unit(nx, ny, np.sqrt(np.clip(1 - nx * nx - ny * ny, 0.05, 1)))


@dataclass
class Lathe:
    """A thing turned on a lathe, seen a little from above.

    `level` is the height of each pixel along the axis (y, bent with the round), `d` the distance
    to the outline, `around` from -1 at the left edge to 1 at the right.
    """

    d: Plane
    level: Plane
    around: Plane
    normal: Normal


def lathe(x: Plane, y: Plane, profile: Points, tilt: float) -> Lathe:
    """Turn a profile, pairs of y and half width from top to bottom; `tilt` bends its rings."""
    heights = np.array([point[0] for point in profile])
    widths = np.array([point[1] for point in profile])
    fine = np.linspace(-1.2, 1.2, 1201)
    right = np.clip(np.searchsorted(heights, fine), 1, len(heights) - 1)
    part = np.clip((fine - heights[right - 1]) / (heights[right] - heights[right - 1]), 0, 1)
    table = widths[right - 1] + (widths[right] - widths[right - 1]) * part
    for _ in range(2):  # round the corners of the profile a little
        table[1:-1] = (table[:-2] + 2 * table[1:-1] + table[2:]) / 4
    lean = np.zeros_like(table)
    lean[1:-1] = (table[2:] - table[:-2]) / 0.004
    for _ in range(2):
        run = np.cumsum(np.pad(lean, (26, 25), mode="edge"))
        lean = (run[51:] - run[:-51]) / 51
    table, lean = table.astype(np.float32), np.clip(lean, -1.6, 1.6).astype(np.float32)

    def row(level: Plane) -> npt.NDArray[np.int64]:
        return np.clip((level + 1.2) * 500, 0, 1200).astype(np.int64)

    wide = table[row(y)]
    round_ = np.sqrt(np.clip(1 - (x / np.maximum(wide, 0.02)) ** 2, 0, 1))
    level = y - tilt * round_ * wide
    index = row(level)
    wide = table[index]
    around = x / np.maximum(wide, 0.02)
    front = np.sqrt(np.clip(1 - around * around, 0.0025, 1))
    d = np.maximum(abs(x) - wide, np.maximum(level - heights[-1], heights[0] - level))
    normal = unit(np.clip(around, -1, 1), -lean[index], front)
    return Lathe(d.astype(np.float32), level, around, normal)
