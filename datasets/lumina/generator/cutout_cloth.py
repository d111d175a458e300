"""Lumina's bags and clothes, drawn in light and shade for `cutout`."""

from __future__ import annotations

import numpy as np

from lumina.generator import cutout_canvas as c
from lumina.generator.cutout_canvas import Plane, Rgb
from lumina.generator.cutout_light import DARK, STEEL, WOOD, Skin, Stage, creased, tint, weave


def backpack(s: Stage, rgb: Rgb) -> None:
    """A hiking backpack with pocket, zips, straps and a handle."""
    cloth = weave(s, 34) * (0.8 + 0.4 * c.noise(s.dice, 6, 6, 3))
    folds = c.noise(s.dice, 4, 7, 2)
    trim: Rgb = tuple(0.45 * v for v in rgb)  # type: ignore[assignment]
    s.tube(c.curve((-0.16, -0.6), (0, -0.88), (0.16, -0.6)), 0.035, Skin(trim))
    for side in (-1, 1):
        s.tube(
            c.curve((side * 0.4, -0.2), (side * 0.66, 0.2), (side * 0.42, 0.55)), 0.05, Skin(trim)
        )
    body = c.box(s.x, s.y + 0.02, 0.46 - 0.05 * s.y * s.y, 0.68, 0.26)  # type: ignore[arg-type]
    normal = creased(c.pillow(body, 0.3), folds, 3.0)
    s.put(body, normal, Skin(tint(rgb, cloth)))
    lid = c.box(s.x, s.y + 0.4, 0.44, 0.27, 0.2)
    s.seam(lid, 0.05, 0.55)
    s.put(lid, creased(c.pillow(lid, 0.2), folds, 2.0), Skin(tint(rgb, 1.06 * cloth)))
    pocket = c.box(s.x, s.y - 0.3, 0.35, 0.28, 0.12)
    s.seam(pocket, 0.045, 0.6)
    s.put(pocket, creased(c.pillow(pocket, 0.16), folds, 2.4), Skin(tint(rgb, 0.97 * cloth)))
    s.tube([(-0.27, 0.12), (0.27, 0.12)], 0.014, Skin(DARK, gloss=0.3))
    for at in (-0.2, 0.2):
        s.tube([(at, -0.16), (at, 0.2)], 0.026, Skin(trim))
        clip = c.box(s.x - at, s.y - 0.03, 0.045, 0.05, 0.015)
        s.put(clip, c.pillow(clip, 0.02), Skin(DARK, gloss=0.4))
    label = c.box(s.x, s.y + 0.42, 0.085, 0.035, 0.01)
    s.put(label, c.pillow(label, 0.01), Skin((0.6, 0.56, 0.48)))


def drybag(s: Stage, rgb: Rgb) -> None:
    """A dry bag with a rolled top and a buckle."""
    folds = c.noise(s.dice, 3, 9, 3)
    strap = Skin(DARK, gloss=0.15)
    s.tube(c.curve((-0.34, -0.46), (-0.3, -0.86), (0.02, -0.8)), 0.034, strap)
    s.tube(c.curve((0.02, -0.8), (0.34, -0.82), (0.34, -0.46)), 0.034, strap)
    side = 0.38 + 0.04 * (folds - 0.5)
    points = [(-0.5, 0.32), (-0.3, 0.36), (0.1, 0.395), (0.62, 0.38), (0.68, 0.33)]
    body = c.lathe(s.x * (0.38 / side), s.y, points, 0.1)
    normal = creased(body.normal, folds, 6.0)
    s.put(body.d, normal, Skin(rgb, gloss=0.22), 0.85 + 0.3 * folds)
    roll = c.box(s.x, s.y + 0.5 - 0.03 * s.x, 0.37, 0.085, 0.07)
    s.seam(roll, 0.06, 0.5)
    s.put(roll, creased(c.pillow(roll, 0.085), folds, 3.0), Skin(rgb, gloss=0.25))
    for lift in (0.475, 0.52):
        s.seam(s.y + lift - 0.03 * s.x + 0.6 * np.maximum(roll, 0), 0.012, 0.5)
    buckle = c.box(s.x - 0.02, s.y + 0.8, 0.09, 0.06, 0.02)
    s.put(buckle, c.pillow(buckle, 0.03), Skin(DARK, gloss=0.5))
    print_ = c.box(s.x, s.y - 0.12, 0.13, 0.15, 0.02)
    pale = (0.75, 0.75, 0.72) if sum(rgb) < 1.5 else (0.2, 0.2, 0.22)
    lines = (s.y - 0.12) * 14
    stripes = np.where(abs(lines - np.floor(lines) - 0.5) < 0.22, print_, 1)
    s.put(stripes, normal, Skin(pale, gloss=0.1))


def _shirt(s: Stage, rgb: Rgb, half: c.Points, soft: float) -> tuple[Plane, Plane, Plane]:
    """Draw a garment that is the same left and right; return outline, folds and cloth."""
    shift = 0.025 * (c.noise(s.dice, 4, 4, 2) - 0.5)
    outline = c.polygon(abs(s.x + shift), s.y + shift, half) - 0.02
    folds = 0.6 * c.noise(s.dice, 3, 5, 2) + 0.4 * c.noise(s.dice, 3, 9, 3)
    cloth = 0.9 + 0.2 * c.noise(s.dice, 60, 60, 1)
    normal = creased(c.pillow(outline, 0.07, 0.7), folds, soft)
    s.put(outline, normal, Skin(tint(rgb, cloth)), 0.72 + 0.5 * folds)
    return outline, folds, cloth


def tshirt(s: Stage, rgb: Rgb) -> None:
    """A cotton T-shirt, laid out flat."""
    half = [(-0.3, -0.56), (0.17, -0.62), (0.36, -0.54), (0.72, -0.2), (0.56, -0.02), (0.4, -0.16)]
    half += [(0.41, 0.3), (0.42, 0.66), (-0.3, 0.68)]
    outline, folds, _ = _shirt(s, rgb, half, 4.0)
    back = c.ellipse(s.x, s.y + 0.58, 0.165, 0.075)
    s.put(np.maximum(back, outline), creased(c.pillow(back, 0.1), folds, 2), Skin(rgb), 0.42)
    collar = abs(c.ellipse(s.x, s.y + 0.6, 0.185, 0.13)) - 0.022
    collar = np.where(s.y < -0.6, 1, collar)
    s.seam(collar - 0.01, 0.02, 0.35)
    s.put(np.maximum(collar, outline), c.pillow(collar, 0.03), Skin(rgb))
    for side in (-1, 1):
        s.seam(c.tube(s.x, s.y, [(side * 0.385, -0.5), (side * 0.4, -0.14)], 0.004)[0], 0.018, 0.45)
    s.seam(np.maximum(abs(s.y - 0.62) - 0.003, abs(s.x) - 0.41), 0.016, 0.3)


def fleece(s: Stage, rgb: Rgb) -> None:
    """A fleece pullover with a short zip."""
    half = [(-0.3, -0.62), (0.16, -0.66), (0.36, -0.54), (0.56, -0.16), (0.68, 0.42), (0.53, 0.48)]
    half += [(0.41, 0.06), (0.4, 0.34), (0.41, 0.62), (-0.3, 0.64)]
    outline, _, cloth = _shirt(s, rgb, half, 3.4)
    trim: Rgb = tuple(0.35 * v + 0.01 for v in rgb)  # type: ignore[assignment]
    yoke = c.polygon(
        abs(s.x), s.y, [(-0.3, -0.3), (0.42, -0.34), (0.4, -0.6), (0.1, -0.7), (-0.3, -0.6)]
    )
    yoke = np.maximum(yoke, outline)
    s.put(yoke, c.pillow(yoke, 0.04, 0.5), Skin(tint(trim, cloth)))
    collar = c.box(s.x, s.y + 0.62, 0.17, 0.1, 0.06)
    s.put(collar, c.pillow(collar, 0.08), Skin(tint(trim, cloth)))
    s.seam(collar, 0.03, 0.4)
    s.tube([(0, -0.7), (0, -0.24)], 0.012, Skin(STEEL, metal=0.5))
    for side in (-1, 1):
        s.seam(c.tube(s.x, s.y, [(side * 0.4, -0.4), (side * 0.41, 0.1)], 0.004)[0], 0.022, 0.4)
    s.seam(np.maximum(abs(s.y - 0.56) - 0.003, abs(s.x) - 0.4), 0.016, 0.35)


def hat(s: Stage, rgb: Rgb) -> None:
    """A sun hat with a wide brim and a band."""
    straw = weave(s, 26) * (0.85 + 0.3 * c.noise(s.dice, 20, 20, 2))
    wave = 0.035 * (c.noise(s.dice, 2, 4, 2) - 0.5)
    brim = c.ellipse(s.x, s.y - 0.22 + wave, 0.8, 0.3)
    lean = c.unit(s.x * 0.5, (s.y - 0.3) * 0.9 - 0.45, np.full_like(s.x, 0.75))
    s.put(brim, creased(lean, c.noise(s.dice, 3, 6, 2), 2.5), Skin(tint(rgb, straw)))
    s.seam(abs(brim + 0.03), 0.02, 0.3)
    under = c.ellipse(s.x, s.y - 0.2, 0.5, 0.16)
    s.seam(np.maximum(under, 0), 0.09, 0.45)
    points = [(-0.44, 0.1), (-0.42, 0.2), (-0.36, 0.3), (-0.24, 0.37), (0.0, 0.415), (0.16, 0.43)]
    crown = c.lathe(s.x, s.y, points, 0.22)
    dent = creased(crown.normal, c.noise(s.dice, 3, 4, 2), 3.0)
    s.put(crown.d, dent, Skin(tint(rgb, straw)))
    band = np.maximum(crown.d - 0.006, np.maximum(0.02 - crown.level, crown.level - 0.15))
    band_rgb = DARK if sum(rgb) > 0.7 else (0.5, 0.42, 0.32)
    s.put(band, crown.normal, Skin(band_rgb))


def sleeve(s: Stage, rgb: Rgb) -> None:
    """A laptop sleeve with a zip, laid flat."""
    folds = c.noise(s.dice, 3, 4, 2)
    felt = 0.8 + 0.4 * c.noise(s.dice, 50, 50, 2)
    body = c.box(s.x, s.y, 0.72, 0.5, 0.08)
    s.put(body, creased(c.pillow(body, 0.09), folds, 1.6), Skin(tint(rgb, felt)))
    flap = c.polygon(
        s.x, s.y, [(-0.7, -0.48), (0.7, -0.48), (0.7, -0.12), (0.3, 0.02), (-0.7, 0.02)]
    )
    flap = np.maximum(flap - 0.02, body)
    s.seam(flap, 0.05, 0.55)
    s.put(flap, creased(c.pillow(flap, 0.05), folds, 1.4), Skin(tint(rgb, 1.05 * felt)))
    s.seam(abs(flap + 0.035), 0.012, 0.4)
    patch = c.box(s.x + 0.02, s.y + 0.07, 0.11, 0.045, 0.015)
    s.put(patch, c.pillow(patch, 0.02), Skin(WOOD, gloss=0.1))
    stud = c.ellipse(s.x - 0.5, s.y + 0.03, 0.035, 0.035)
    s.put(stud, c.pillow(stud, 0.03), Skin(STEEL, metal=0.9))
