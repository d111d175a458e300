"""Where the products of `cutout` were photographed: tables, walls, clutter, light and camera."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from lumina.generator import cutout_canvas as c
from lumina.generator.cutout_canvas import Dice, Plane, Rgb
from lumina.generator.cutout_goods import KINDS
from lumina.generator.cutout_light import Light, Stage

PIXEL = 2 / c.SIDE
Bytes = npt.NDArray[np.uint8]

COLOURS: dict[str, Rgb] = {
    "black": (0.022, 0.022, 0.025),
    "white": (0.83, 0.82, 0.79),
    "sand": (0.58, 0.44, 0.28),
    "sage green": (0.27, 0.34, 0.22),
    "navy": (0.022, 0.042, 0.13),
    "terracotta": (0.47, 0.145, 0.07),
    "grey": (0.24, 0.245, 0.255),
    "sky blue": (0.25, 0.47, 0.68),
}
"""The colours of the catalogue in linear light."""

WALLS: tuple[Rgb, ...] = (
    (0.72, 0.70, 0.66),
    (0.55, 0.50, 0.42),
    (0.40, 0.45, 0.44),
    (0.62, 0.49, 0.44),
    (0.16, 0.20, 0.22),
    (0.30, 0.36, 0.27),
    (0.78, 0.77, 0.75),
)
FLOORS = ("oak", "walnut", "marble", "linen", "paint", "concrete", "slate")
STUFF: tuple[Rgb, ...] = (
    (0.6, 0.22, 0.12),
    (0.1, 0.2, 0.12),
    (0.7, 0.6, 0.4),
    (0.12, 0.16, 0.3),
    (0.75, 0.72, 0.68),
    (0.3, 0.3, 0.32),
    (0.62, 0.45, 0.12),
    (0.2, 0.1, 0.06),
)


@dataclass(frozen=True)
class Shot:
    """A photograph, how much of each pixel is product (0 to 255), and where it was made."""

    photo: Bytes
    alpha: Bytes
    floor: str


@dataclass
class Room:
    """The empty room before the product is put in: light and gloss of the floor, the back edge."""

    rgb: Plane
    edge: float
    floor: str
    shine: float


def _clouds(dice: Dice, rows: int, columns: int, octaves: int) -> Plane:
    return c.noise(dice, rows, columns, octaves, c.SIDE)


def _surface(dice: Dice, name: str, across: Plane, along: Plane) -> Plane:
    """Return the albedo of a floor. across, along: its coordinates, for grain and boards."""
    shape = (*across.shape, 3)
    out = np.empty(shape, np.float32)

    def lay(dark: Rgb, pale: Rgb, share: Plane) -> Plane:
        for channel in range(3):
            out[..., channel] = c.mix(dark[channel], pale[channel], share)
        return out

    if name in ("oak", "walnut"):
        grain = 0.55 * _clouds(dice, 26, 3, 3) + 0.45 * _clouds(dice, 8, 2, 2)
        boards = along * 1.7 + 9.3
        number = np.floor(boards)
        gap = c.ramp(0.035, 0.0, np.minimum(boards - number, 1 - boards + number))
        tone = (number * 0.381966) % 1.0
        share = (grain * 0.75 + 0.25 * tone) * (1 - 0.55 * gap)
        if name == "oak":
            return lay((0.22, 0.115, 0.045), (0.66, 0.44, 0.24), share)
        return lay((0.03, 0.015, 0.008), (0.22, 0.105, 0.052), share)
    if name == "marble":
        cloud = _clouds(dice, 3, 3, 4)
        vein = 1 - np.clip(abs(cloud - 0.5) * 16, 0, 1)
        share = 0.75 + 0.25 * _clouds(dice, 4, 4, 3) - 0.42 * vein * _clouds(dice, 2, 2, 1)
        return lay((0.2, 0.21, 0.23), (0.84, 0.83, 0.81), share)
    if name == "linen":
        u, v = across * 24, along * 24
        thread = abs(u - np.floor(u) - 0.5) + abs(v - np.floor(v) - 0.5)
        share = 0.35 + 0.35 * thread + 0.35 * _clouds(dice, 5, 5, 4)
        return lay((0.30, 0.26, 0.20), (0.74, 0.69, 0.60), share)
    if name == "concrete":
        share = 0.6 * _clouds(dice, 4, 4, 4) + 0.4 * _clouds(dice, 40, 40, 2)
        return lay((0.18, 0.175, 0.17), (0.52, 0.51, 0.49), share)
    if name == "slate":
        share = 0.6 * _clouds(dice, 3, 6, 4) + 0.4 * _clouds(dice, 40, 40, 2)
        return lay((0.016, 0.018, 0.02), (0.11, 0.115, 0.125), share)
    pale = WALLS[int(dice.between(0, len(WALLS) - 0.01))]
    dark: Rgb = (0.85 * pale[0], 0.85 * pale[1], 0.85 * pale[2])
    return lay(dark, pale, _clouds(dice, 3, 3, 3))


def _clutter(dice: Dice, rgb: Plane, edge: float) -> None:
    """Put three to seven blurred things on the back of the table and at the edges."""
    x, y = c.axes(c.SIDE)
    layer = np.zeros((*x.shape, 4), np.float32)
    for _ in range(3 + int(dice.between(0, 4.99))):
        colour = STUFF[int(dice.between(0, len(STUFF) - 0.01))]
        side = -1 if dice.chance(0.5) else 1
        at = side * dice.between(0.25, 1.0)
        foot = edge + dice.between(0.02, 0.16)
        wide, high = dice.between(0.1, 0.26), dice.between(0.14, 0.42)
        kind = dice.between(0, 3)
        if kind < 1:
            d = c.box(x - at, y - foot + high, wide, high, 0.03)
        elif kind < 2:
            d = c.lathe(
                x - at,
                y,
                [(foot - 2 * high, 0.5 * wide), (foot - high, wide), (foot, 0.8 * wide)],
                0.1,
            ).d
        else:
            d = c.ellipse(x - at, y - foot + wide, wide, wide)
        there = np.clip(0.5 - d * (c.SIDE / 2), 0, 1)
        lit = 0.75 - 0.5 * np.clip((x - at) / wide, -1, 1) * (0.7 if dice.chance(0.8) else -0.7)
        for channel in range(3):
            layer[..., channel] += (colour[channel] * lit - layer[..., channel]) * there
        layer[..., 3] += (1 - layer[..., 3]) * there
    soft = c.blur(layer, 1 + int(dice.between(0, 2.99)), 2)
    rgb *= 1 - soft[..., 3:]
    rgb += soft[..., :3]


def _room(dice: Dice, light: Light, stands: bool, floor: str) -> Room:
    """Build the room: floor, wall, clutter, light from the window."""
    x, y = c.axes(c.SIDE)
    edge = dice.between(-0.35, 0.2) if stands else -3.0
    turn = dice.between(-0.5, 0.5)
    depth = 1 / (0.55 + 0.5 * (y - edge)) if stands else np.float32(1)
    across = (x * depth) + turn * y
    along = (y * (2.2 * depth if stands else 1)) - 0.4 * turn * x
    rgb = _surface(dice, floor, across, along)
    if stands:
        wall = _surface(dice, "paint", x, y)
        if dice.chance(0.25):
            tiles_x, tiles_y = x * 2.6 + 0.3, y * 5.2
            shift = 0.5 * (np.floor(tiles_y) % 2)
            gap = np.minimum(
                abs(tiles_x + shift - np.floor(tiles_x + shift) - 0.5),
                abs(tiles_y - np.floor(tiles_y) - 0.5),
            )
            wall *= (1 - 0.25 * c.ramp(0.44, 0.5, 0.5 - gap))[..., None]
        wall *= (1.05 - 0.3 * c.ramp(edge - 0.2, edge, y))[..., None]
        rgb = c.mix(wall, rgb, c.ramp(-0.02, 0.02, y - edge)[..., None])
        if dice.chance(0.75):
            _clutter(dice, rgb, edge)
    fall = 0.9 + 0.34 * (x * light.lx - 0.5 * y * abs(light.ly))
    rgb *= np.clip(fall, 0.4, 1.5)[..., None] * (light.fill + 0.72 * light.key)
    if dice.chance(0.45):
        slant = dice.between(0.3, 0.9) * (1 if light.lx > 0 else -1)
        bars = (x + slant * y) * dice.between(0.9, 1.4) + dice.between(0, 1)
        inside = c.ramp(0.33, 0.24, abs(bars - np.floor(bars) - 0.5))
        rgb *= (1 + dice.between(0.2, 0.6) * (inside - 0.4))[..., None]
    shine = {"marble": 0.2, "walnut": 0.14, "slate": 0.16, "paint": 0.08}.get(floor, 0.0)
    return Room(rgb, edge, floor, shine)


def _light(dice: Dice) -> Light:
    side = -1.0 if dice.chance(0.6) else 1.0
    lx, ly, lz = side * dice.between(0.35, 0.8), -dice.between(0.35, 0.75), dice.between(0.5, 0.9)
    size = float(np.sqrt(lx * lx + ly * ly + lz * lz))
    key = dice.between(0.72, 1.0)
    bounce = (dice.between(0.3, 0.6), 0.4, dice.between(0.2, 0.4))
    warm = dice.between(-0.09, 0.14)
    return Light(lx / size, ly / size, lz / size, key, dice.between(0.22, 0.4), warm, bounce)


def _shadows(dice: Dice, cover: Plane, room: Room, light: Light, stands: bool) -> None:
    """Darken the room where the product takes its light, and mirror it in a polished floor."""
    x, y = c.axes(c.SIDE)
    dark = dice.between(0.45, 0.72)
    if not stands:
        shift = 1 + int(dice.between(0, 3.99))
        moved = np.zeros_like(cover)
        step_x = -shift if light.lx > 0 else shift
        moved[shift:] = cover[:-shift]
        moved = np.roll(moved, step_x, axis=1)
        near = c.blur(cover, 1, 2)
        room.rgb *= (1 - dark * c.blur(moved, 2, 2) - 0.25 * near)[..., None]
        return
    rows = np.flatnonzero(cover.max(axis=1) > 0.5)
    foot = float((rows[-1] + 0.5) * PIXEL - 1)
    flat = dice.between(0.22, 0.4)
    lean = -light.lx / max(-light.ly, 0.2) * dice.between(0.35, 0.6)
    height = (foot - 0.03 - y) / flat
    column = (x - lean * height + 1) / PIXEL
    row = (foot - height + 1) / PIXEL
    inside = (column >= 0) & (column < c.SIDE) & (row >= 0) & (row < c.SIDE) & (y > room.edge)
    at = np.clip(row, 0, c.SIDE - 1).astype(int), np.clip(column, 0, c.SIDE - 1).astype(int)
    cast = c.blur(np.where(inside, cover[at], 0), 2, 3)
    touch = cover * c.ramp(foot - 0.2, foot - 0.02, y)
    under = np.zeros_like(touch)
    under[3:] = touch[:-3]
    room.rgb *= (1 - dark * cast)[..., None] * (1 - 0.6 * c.blur(under, 2, 2))[..., None]


def _mirror(room: Room, rgb: Plane, cover: Plane) -> None:
    """Let a polished floor mirror the product's foot."""
    rows = np.flatnonzero(cover.max(axis=1) > 0.5)
    _, y = c.axes(c.SIDE)
    foot = int(rows[-1])
    index = np.clip(2 * foot - 2 - np.arange(c.SIDE), 0, c.SIDE - 1)
    fade = room.shine * 1.6 * c.ramp(0.5, 0.0, y - foot * PIXEL + 1)
    there = (cover[index] * fade * (np.arange(c.SIDE) > foot - 4)[:, None])[..., None]
    room.rgb += (rgb[index] - room.rgb) * there


@cache
def _film() -> Bytes:
    """Return the code of sRGB for 4,097 steps of light."""
    light = np.arange(4097) / 4096
    value = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(255 * value.round(9)).astype(np.uint8)


def _halve(plane: Plane) -> Plane:
    return (plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]) / 4


def photograph(dice: Dice, kind: str, colour: str) -> Shot:
    """Take one picture of a product of this kind and colour."""
    _, stands, draw = KINDS[kind]
    light = _light(dice)
    floor = FLOORS[int(dice.between(0, len(FLOORS) - 0.01))]
    room = _room(dice, light, stands, floor)
    x, y = c.axes(c.GRID)
    scale = dice.between(0.88, 1.12)
    right = dice.between(-0.1, 0.1)
    down = dice.between(0.0, 0.12) if stands else dice.between(-0.06, 0.06)
    tan = dice.between(-0.02, 0.02) if stands else dice.between(-0.3, 0.3)
    cos = round(float(1 / np.sqrt(1 + tan * tan)), 9)
    sin = tan * cos
    dx, dy = (x - right) / scale, (y - down) / scale
    flip = -1.0 if dice.chance(0.5) else 1.0
    stage = Stage(flip * (cos * dx + sin * dy), cos * dy - sin * dx, scale, light, dice)
    stage.light = Light(
        flip * light.lx, light.ly, light.lz, light.key, light.fill, light.warm, light.bounce
    )
    draw(stage, COLOURS[colour])
    cover = _halve(stage.layer.cover)
    rgb = (
        _halve(stage.layer.rgb * stage.layer.cover[..., None]) / np.maximum(cover, 1e-6)[..., None]
    )
    _shadows(dice, cover, room, light, stands)
    if stands and room.shine:
        _mirror(room, rgb, cover)
    scene = room.rgb + (rgb - room.rgb) * cover[..., None]
    scene = _lens(scene)
    alpha = _lens(cover)
    side = c.SIDE
    line = (np.arange(side) - (side - 1) / 2) / side
    scene = scene * (1.02 - 0.5 * (line[:, None] ** 2 + line[None, :] ** 2))[..., None]
    scene = scene * np.array([1 + light.warm, 1.0, 1 - light.warm])
    exposure = dice.between(0.85, 1.12)
    grain = dice.draw.uniform(-1, 1, side * side * 2).reshape(side, side, 2).sum(axis=2)
    scene = scene * exposure * (1 + 0.022 * grain[..., None])
    # Highlights roll off softly, as on film.
    scene = np.where(
        scene > 0.7, 0.7 + (scene - 0.7) / (1 + 1.6 * np.maximum(scene - 0.7, 0)), scene
    )
    photo = _film()[np.round(np.clip(scene, 0, 1) * 4096).astype(np.int64)]
    return Shot(photo, np.round(255 * alpha).astype(np.uint8), floor)


def _lens(plane: Plane) -> Plane:
    """Blur by a little less than a pixel, as a lens does."""
    out = plane.astype(np.float64)
    for axis in (0, 1):
        pad = [(0, 0)] * out.ndim
        pad[axis] = (1, 1)
        wide = np.pad(out, pad, mode="edge")
        before = np.take(wide, range(out.shape[axis]), axis)
        after = np.take(wide, range(2, out.shape[axis] + 2), axis)
        out = 0.15 * before + 0.7 * out + 0.15 * after
    return out.astype(np.float32)
