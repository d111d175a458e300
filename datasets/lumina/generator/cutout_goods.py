"""Lumina's hard goods, drawn in light and shade for `cutout`, and the list of all kinds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lumina.generator import cutout_canvas as c
from lumina.generator import cutout_cloth as cloth
from lumina.generator.cutout_canvas import Rgb
from lumina.generator.cutout_light import DARK, STEEL, WOOD, Skin, Stage, choose, tint


def flask(s: Stage, rgb: Rgb) -> None:
    """A coated vacuum flask with a steel neck and a cap."""
    slim = s.dice.between(0.22, 0.27)
    body = c.lathe(
        s.x,
        s.y,
        [
            (-0.42, 0.6 * slim),
            (-0.36, 0.68 * slim),
            (-0.24, slim),
            (0.66, slim),
            (0.7, 0.95 * slim),
        ],
        0.1,
    )
    grain = 0.93 + 0.14 * c.noise(s.dice, 70, 70, 1)
    paint = tint(rgb, grain)
    bottom = c.ramp(0.62, 0.635, body.level)
    skin_rgb = choose(bottom, STEEL, (0.0, 0.0, 0.0))
    painted = tuple(c.mix(p, b, bottom) for p, b in zip(paint, skin_rgb, strict=True))
    s.put(body.d, body.normal, Skin(painted, gloss=s.dice.between(0.25, 0.6)))  # type: ignore[arg-type]
    mark = c.box(s.x - 0.05 * slim, s.y - 0.18, 0.05, 0.05, 0.05)
    inner = abs(mark + 0.018) - 0.008
    pale = tuple(min(1.0, 0.55 + 0.6 * v) if sum(rgb) < 1.4 else 0.25 * v for v in rgb)
    s.put(inner, body.normal, Skin(pale, gloss=0.1))  # type: ignore[arg-type]
    neck = c.lathe(s.x, s.y, [(-0.5, 0.58 * slim), (-0.4, 0.58 * slim)], 0.1)
    s.put(neck.d, neck.normal, Skin(STEEL, metal=0.95))
    cap_rgb = rgb if s.dice.chance(0.4) else DARK
    cap = c.lathe(s.x, s.y, [(-0.74, 0.56 * slim), (-0.7, 0.64 * slim), (-0.47, 0.66 * slim)], 0.1)
    ribs = cap.around * 9
    groove = 0.8 + 0.4 * abs(ribs - np.floor(ribs) - 0.5)
    s.put(cap.d, cap.normal, Skin(cap_rgb, gloss=0.25), groove)
    top = c.ellipse(s.x, s.y + 0.735, 0.56 * slim, 0.06 * slim + 0.012)
    up = c.unit(np.zeros_like(s.x), np.full_like(s.x, -0.8), np.full_like(s.x, 0.6))
    s.put(top, up, Skin(cap_rgb, gloss=0.2))


def kettle(s: Stage, rgb: Rgb) -> None:
    """A coffee kettle with a goose neck and an open handle."""
    coat = Skin(rgb, gloss=s.dice.between(0.3, 0.7))
    grip = Skin(WOOD if s.dice.chance(0.5) else DARK, gloss=0.2)
    s.tube(c.curve((0.3, -0.2), (0.74, -0.3), (0.62, 0.06)), 0.045, grip)
    s.tube(c.curve((0.62, 0.06), (0.56, 0.3), (0.34, 0.33)), 0.045, grip, 0.035)
    s.tube([(0.24, -0.21), (0.4, -0.225)], 0.03, Skin(STEEL, metal=0.9))
    s.tube(c.curve((-0.3, 0.36), (-0.62, 0.36), (-0.56, -0.02)), 0.05, coat, 0.034)
    s.tube(c.curve((-0.56, -0.02), (-0.54, -0.3), (-0.8, -0.3)), 0.034, coat, 0.026)
    body = c.lathe(s.x, s.y, [(-0.28, 0.25), (-0.2, 0.29), (0.42, 0.42), (0.5, 0.4)], 0.11)
    foot = c.ramp(0.43, 0.45, body.level)
    s.put(body.d, body.normal, Skin(choose(foot, STEEL, rgb), gloss=coat.gloss))
    lid = c.lathe(s.x, s.y, [(-0.35, 0.12), (-0.3, 0.24), (-0.25, 0.25)], 0.11)
    s.put(lid.d, lid.normal, Skin(STEEL, metal=0.9))
    knob = c.lathe(s.x, s.y, [(-0.47, 0.05), (-0.43, 0.065), (-0.34, 0.05)], 0.1)
    s.put(knob.d, knob.normal, grip)


def lantern(s: Stage, rgb: Rgb) -> None:
    """A camping lantern with a glowing glass and a wire handle."""
    wire = Skin(STEEL, metal=0.85)
    s.tube(c.curve((-0.3, -0.34), (-0.36, -0.86), (0, -0.86)), 0.02, wire)
    s.tube(c.curve((0, -0.86), (0.36, -0.86), (0.3, -0.34)), 0.02, wire)
    s.tube([(-0.1, -0.86), (0.1, -0.86)], 0.04, Skin(DARK, gloss=0.2))
    glass = c.lathe(s.x, s.y, [(-0.32, 0.27), (0.34, 0.29)], 0.12)
    heart = s.x * s.x * 6 + (s.y + 0.0) ** 2 * 4
    warm = 1 / (1 + 3 * heart)
    glow = s.dice.between(0.5, 1.0)
    lit = (0.5 + glow * warm, 0.4 + 0.75 * glow * warm, 0.24 + 0.4 * glow * warm)
    s.put(glass.d, glass.normal, Skin(lit, gloss=0.5, glow=0.55))
    for place in (-0.27, -0.09, 0.09, 0.27):
        s.tube([(place, -0.3), (place * 1.05, 0.38)], 0.014, wire)
    for points in (
        [(-0.5, 0.12), (-0.46, 0.24), (-0.36, 0.33), (-0.28, 0.34)],
        [(0.3, 0.3), (0.36, 0.35), (0.62, 0.37), (0.68, 0.34)],
    ):
        part = c.lathe(s.x, s.y, points, 0.12)
        s.put(part.d, part.normal, Skin(rgb, gloss=0.35))
    top = c.ellipse(s.x, s.y + 0.49, 0.12, 0.026)
    up = c.unit(np.zeros_like(s.x), np.full_like(s.x, -0.8), np.full_like(s.x, 0.6))
    s.put(top, up, Skin(rgb, gloss=0.3))
    button = c.ellipse(s.x, s.y - 0.52, 0.045, 0.045)
    s.put(button, c.pillow(button, 0.03), Skin((0.75, 0.3, 0.08), gloss=0.3))


def bowl(s: Stage, rgb: Rgb) -> None:
    """Two mixing bowls in each other: steel inside, coated outside."""
    up = c.unit(-s.x * 0.9, np.full_like(s.x, -0.5), np.full_like(s.x, 0.6))
    for lift, wide in ((-0.26, 0.5), (0.0, 0.68)):
        y = s.y - lift
        profile = [(-0.16, wide), (0.0, 0.97 * wide), (0.16, 0.86 * wide), (0.3, 0.66 * wide)]
        profile += [(0.4, 0.44 * wide), (0.42, 0.36 * wide)]
        body = c.lathe(s.x, y, profile, 0.16)
        opening = c.ellipse(s.x, y + 0.16, wide, 0.24 * wide)
        body.d = np.where(y < -0.16, np.maximum(body.d, opening), body.d)
        s.put(np.minimum(body.d, opening), body.normal, Skin(rgb, gloss=0.4))
        s.put(opening, c.pillow(opening, 0.03), Skin(STEEL, metal=0.9))
        inside = c.ellipse(s.x, y + 0.15, wide * 0.955, 0.21 * wide)
        depth = 0.55 + 0.5 * c.ramp(-0.3, 0.05, y)
        s.put(inside, up, Skin(STEEL, metal=0.75), depth)


def powerbank(s: Stage, rgb: Rgb) -> None:
    """A power bank standing up, with its side in view."""
    deep = s.dice.between(0.1, 0.17) * (1 if s.light.lx < 0 else -1)
    face = c.box(s.x, s.y, 0.33, 0.62, 0.1)
    side = np.full_like(s.x, 9)
    for step in range(1, 7):
        shift = step / 6
        side = np.minimum(side, c.box(s.x - deep * shift, s.y + 0.05 * shift, 0.33, 0.62, 0.1))
    turn = np.full_like(s.x, 0.85 if deep > 0 else -0.85)
    up = c.ramp(-0.52, -0.62, s.y)
    normal = c.unit(turn * (1 - up), -1.4 * up, np.full_like(s.x, 0.35))
    s.put(side, normal, Skin(rgb, gloss=0.12))
    s.seam(np.maximum(abs(face), 0), 0.015, 0.25)
    grain = 0.95 + 0.1 * c.noise(s.dice, 80, 80, 1)
    s.put(face, c.pillow(face, 0.06), Skin(tint(rgb, grain), gloss=s.dice.between(0.2, 0.5)))
    pale = (0.8, 0.8, 0.78) if sum(rgb) < 1.2 else (0.16, 0.16, 0.17)
    screen = c.box(s.x, s.y + 0.44, 0.13, 0.075, 0.03)
    s.put(screen, c.pillow(screen, 0.02), Skin(DARK, gloss=0.6))
    for place in (-0.075, -0.025, 0.025, 0.075):
        lamp = c.ellipse(s.x - place, s.y + 0.44, 0.016, 0.016)
        s.put(lamp, c.pillow(lamp, 0.03), Skin((0.3, 0.8, 0.9), glow=0.9))
    mark = abs(c.box(s.x, s.y - 0.4, 0.06, 0.06, 0.06) + 0.015) - 0.009
    s.put(mark, c.pillow(mark, 0.05), Skin(pale))


KINDS: dict[str, tuple[str, bool, Callable[[Stage, Rgb], None]]] = {
    "flask": ("steel vacuum flask", True, flask),
    "kettle": ("pour-over coffee kettle", True, kettle),
    "lantern": ("rechargeable camping lantern", True, lantern),
    "bowl": ("steel mixing bowl set", True, bowl),
    "backpack": ("hiking backpack", True, cloth.backpack),
    "drybag": ("dry bag", True, cloth.drybag),
    "powerbank": ("power bank", True, powerbank),
    "tshirt": ("organic cotton T-shirt", False, cloth.tshirt),
    "fleece": ("fleece pullover", False, cloth.fleece),
    "hat": ("sun hat", True, cloth.hat),
    "sleeve": ("laptop sleeve", False, cloth.sleeve),
}
"""Kinds by name: words of the catalogue's title, whether it stands (or lies flat), its drawing."""
