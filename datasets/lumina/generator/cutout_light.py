"""How the goods of `cutout` take the light: materials, shading, layers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lumina.generator import cutout_canvas as c
from lumina.generator.cutout_canvas import (
    GRID,
    PIXEL,
    Dice,
    Normal,
    Plane,
    Points,
    Rgb,
    bounds,
    ramp,
)

STEEL: Rgb = (0.62, 0.63, 0.65)
DARK: Rgb = (0.028, 0.028, 0.032)
WOOD: Rgb = (0.36, 0.19, 0.085)


@dataclass
class Light:
    """One window (or softbox) and the room around it."""

    lx: float
    ly: float
    lz: float
    key: float
    fill: float
    warm: float
    bounce: Rgb


@dataclass
class Skin:
    """What a thing is made of. gloss: clear reflection on top; metal: a mirror, in its colour."""

    rgb: Rgb | tuple[Plane, Plane, Plane]
    gloss: float = 0.0
    metal: float = 0.0
    glow: float = 0.0


def shade(normal: Normal, skin: Skin, light: Light, dark: Plane | float = 1.0) -> Plane:
    """Return the light that comes back from a surface; `dark` dims it (creases, weave)."""
    nx, ny, nz = normal
    facing = np.clip(nx * light.lx + ny * light.ly + nz * light.lz, 0, 1)
    soft = light.key * facing + light.fill * (0.75 - 0.45 * ny)
    out = np.empty((*nz.shape, 3), np.float32)
    shine: Plane | float = 0.0
    mirror: Plane | float = 0.0
    if skin.gloss or skin.metal:
        rx, ry = 2 * nz * nx, 2 * nz * ny
        side = 1.0 if light.lx > 0 else -1.0
        window = ramp(0.34, 0.16, abs(rx - 0.62 * side)) * ramp(0.95, 0.5, abs(ry + 0.1))
        strip = ramp(0.2, 0.06, abs(rx + 0.86 * side)) * ramp(0.9, 0.4, abs(ry))
        rim = (1 - nz) * (1 - nz)
        shine = skin.gloss * (window * 0.8 + 0.25 * strip + 0.12 * rim)
        mirror = 0.1 + 0.85 * window + 0.5 * strip + 0.28 * ramp(0.2, -0.9, ry) + 0.25 * rim
    for channel in range(3):
        own = skin.rgb[channel]
        body = own * soft * (1 - skin.metal)
        if skin.metal:
            floor = ramp(0.1, 0.9, ry) * light.bounce[channel] * 0.6
            body = body + skin.metal * own * (mirror * light.key + floor)
        body = body + own * light.bounce[channel] * 0.22 * np.clip(ny, 0, 1)
        out[..., channel] = body * dark + shine * light.key + skin.glow * own
    return out


@dataclass
class Layer:
    """What has been drawn: colour in linear light and how much of each pixel is covered."""

    rgb: Plane = field(default_factory=lambda: np.zeros((GRID, GRID, 3), np.float32))
    cover: Plane = field(default_factory=lambda: np.zeros((GRID, GRID), np.float32))

    def paint(
        self, d: Plane, normal: Normal, skin: Skin, light: Light, dark: Plane | float
    ) -> None:
        """Lay a shaded shape over what is there; `d` is the distance to its outline."""
        part = bounds(d < PIXEL)
        if part is None:
            return
        normal = normal[0][part], normal[1][part], normal[2][part]
        rgb = tuple(v if isinstance(v, float) else v[part] for v in skin.rgb)
        skin = Skin(rgb, skin.gloss, skin.metal, skin.glow)  # type: ignore[arg-type]
        colour = shade(normal, skin, light, dark if isinstance(dark, float) else dark[part])
        there = np.clip(0.5 - d[part] / PIXEL, 0, 1)
        self.rgb[part] += (colour - self.rgb[part]) * there[..., None]
        self.cover[part] += (1 - self.cover[part]) * there

    def dim(self, d: Plane, reach: float, share: float) -> None:
        """Darken along the outline of a shape: a seam, a gap, the shadow under a flap."""
        near = share * ramp(reach, 0, abs(d))
        self.rgb *= (1 - near)[..., None]


@dataclass
class Stage:
    """Where one thing is drawn: its own x and y, its light, and what is drawn so far."""

    x: Plane
    y: Plane
    scale: float
    light: Light
    dice: Dice
    layer: Layer = field(default_factory=Layer)

    def put(self, d: Plane, normal: Normal, skin: Skin, dark: Plane | float = 1.0) -> None:
        """Shade a shape and lay it over what is drawn."""
        self.layer.paint(d * self.scale, normal, skin, self.light, dark)

    def seam(self, d: Plane, reach: float, share: float) -> None:
        """Darken along the outline of a shape."""
        self.layer.dim(d, reach, share)

    def tube(self, points: Points, thick: float, skin: Skin, end: float = 0.0) -> None:
        """Draw a round tube along points."""
        d, normal = c.tube(self.x, self.y, points, thick, end)
        self.put(d, normal, skin)


def tint(rgb: Rgb, share: Plane) -> tuple[Plane, Plane, Plane]:
    """Return a colour that is lighter or darker from place to place."""
    return rgb[0] * share, rgb[1] * share, rgb[2] * share


def choose(where: Plane, yes: Rgb, no: Rgb) -> tuple[Plane, Plane, Plane]:
    """Return one colour where `where` is 1 and another where it is 0."""
    r, g, b = (c.mix(n, y, where) for n, y in zip(no, yes, strict=True))
    return r, g, b


def creased(normal: Normal, relief: Plane, steep: float) -> Normal:
    """Return a normal bent by a relief."""
    gx, gy = c.slope(relief, steep)
    return c.unit(normal[0] - gx, normal[1] - gy, normal[2])


def weave(stage: Stage, fine: float) -> Plane:
    """Return the light and dark of woven threads, `fine` of them to a unit."""
    u, v = stage.x * fine, stage.y * fine
    wave_u, wave_v = abs(u - np.floor(u) - 0.5), abs(v - np.floor(v) - 0.5)
    return 0.88 + 0.24 * (wave_u + wave_v)
