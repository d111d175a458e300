"""An image cut-out: masks, morphology and a new ground, shown by locked cells after each answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from assignment import Assignment, Step
from PIL import Image

# The thing in the picture is an ellipse: tests know where it is, students see a photograph.
_TRUTH = """### BEGIN HIDDEN TESTS
height, width = pixels.shape[:2]
y, x = np.ogrid[:height, :width]
truth = ((x / width - 0.5) / 0.28) ** 2 + ((y / height - 0.52) / 0.34) ** 2 <= 1


def overlap(one, other):
    return (one & other).sum() / (one | other).sum()


"""


def _bottle(path: Path, scale: float) -> None:
    """A photograph of 1,100 by 1,100 pixels: a dark thing with a bright spot, dust, grain."""
    size = int(1_100 * scale)
    rng = np.random.default_rng(23)
    y, x = np.ogrid[:size, :size]
    ground = np.full((size, size, 3), (228.0, 226.0, 219.0)) - 14 * (y / size)[..., None]
    inside = ((x / size - 0.5) / 0.28) ** 2 + ((y / size - 0.52) / 0.34) ** 2 <= 1
    ground[inside] = (64, 92, 138)
    spot = (x / size - 0.42) ** 2 + (y / size - 0.4) ** 2 <= 0.045**2
    ground[spot] = (240, 240, 240)
    for across, down in rng.random((30, 2)):
        ground[(x / size - across) ** 2 + (y / size - down) ** 2 <= 0.004**2] = (50, 50, 50)
    noisy = np.clip(ground + rng.normal(0, 9, ground.shape), 0, 255).astype("uint8")
    Image.fromarray(noisy).save(path)


GREY = Step(
    "grey",
    """
def grey(pixels):
    return (pixels @ np.array([0.299, 0.587, 0.114])).astype('uint8')
""".strip(),
    """
flat = grey(pixels)
assert flat.shape == pixels.shape[:2] and flat.dtype == 'uint8'
### BEGIN HIDDEN TESTS
own = np.asarray(Image.fromarray(pixels).convert('L')).astype(int)
assert np.abs(own - flat).max() <= 2
assert abs(int(grey(np.full((4, 4, 3), (255, 0, 0), 'uint8'))[0, 0]) - 76) <= 1
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def grey(pixels):
    total = np.zeros(pixels.shape[:2])
    for channel, weight in enumerate((0.299, 0.587, 0.114)):
        total += weight * pixels[..., channel]
    return total.round().astype('uint8')
""".strip(),
        "def grey(pixels):\n    return np.asarray(Image.fromarray(pixels).convert('L'))",
    ),
    wrong="def grey(pixels):\n    return pixels.max(axis=2)",
    between="Image.fromarray(grey(pixels))",
)

MASK = Step(
    "mask",
    """
def rough_mask(pixels, limit):
    smooth = ndimage.gaussian_filter(grey(pixels).astype(float), 1.5)
    return smooth < limit
""".strip(),
    """
rough = rough_mask(pixels, 160)
assert rough.dtype == bool and 0.2 < rough.mean() < 0.4
""".strip()
    + "\n"
    + _TRUTH
    + """assert overlap(rough, truth) > 0.9
assert rough_mask(pixels, 5).mean() < 0.001 and rough_mask(pixels, 256).all()
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def rough_mask(pixels, limit):
    return ndimage.uniform_filter(grey(pixels).astype(float), 3) < limit
""".strip(),
        """
def rough_mask(pixels, limit):
    smooth = ndimage.median_filter(grey(pixels), size=3)
    found = np.zeros(smooth.shape, bool)
    for row in range(smooth.shape[0]):
        found[row] = smooth[row] < limit
    return found
""".strip(),
    ),
    wrong="""
def rough_mask(pixels, limit):
    smooth = ndimage.gaussian_filter(grey(pixels).astype(float), 1.5)
    return smooth < min(limit, 200)
""".strip(),
    between="""
figure, axes = plt.subplots(1, 3, figsize=(10, 4))
for place, limit in zip(axes, (100, 160, 215)):
    place.imshow(rough_mask(pixels, limit), cmap='gray')
    place.set_title(limit)
""".strip(),
)

CLEAN = Step(
    "clean",
    """
def clean(mask):
    opened = ndimage.binary_opening(mask, iterations=4)
    labels, count = ndimage.label(opened)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return ndimage.binary_fill_holes(labels == sizes.argmax())
""".strip(),
    """
assert mask.shape == pixels.shape[:2] and mask.dtype == bool
assert ndimage.label(mask)[1] == 1
""".strip()
    + "\n"
    + _TRUTH
    + """assert overlap(mask, truth) > 0.97
turned = clean(np.rot90(rough_mask(pixels, 160)))
assert overlap(turned, np.rot90(truth)) > 0.97
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def clean(mask):
    disc = np.hypot(*np.ogrid[-4:5, -4:5]) <= 4
    opened = ndimage.binary_opening(ndimage.binary_fill_holes(mask), disc)
    labels, count = ndimage.label(opened)
    best = max(range(1, count + 1), key=lambda number: (labels == number).sum())
    return labels == best
""".strip(),
        """
def clean(mask):
    filled = ndimage.binary_fill_holes(mask)
    opened = ndimage.binary_opening(filled, np.ones((5, 5)), iterations=2)
    labels, count = ndimage.label(opened)
    sizes = ndimage.sum_labels(opened, labels, np.arange(1, count + 1))
    return labels == 1 + int(np.argmax(sizes))
""".strip(),
    ),
    wrong="def clean(mask):\n    return ndimage.binary_erosion(mask, iterations=12)",
    between="""
mask = clean(rough_mask(pixels, 160))
print(f'{mask.mean():.1%} of the picture')
Image.fromarray(mask)
""".strip(),
)

CUT = Step(
    "cut",
    """
def cut_out(pixels, mask):
    soft = ndimage.gaussian_filter(mask.astype(float), 1.0)
    alpha = (255 * soft).round().astype('uint8')
    return Image.fromarray(np.dstack([pixels, alpha]))
""".strip(),
    """
cut = cut_out(pixels, mask)
assert cut.mode == 'RGBA' and cut.getpixel((0, 0))[3] == 0
""".strip()
    + "\n"
    + _TRUTH
    + """alpha = np.asarray(cut.getchannel('A'))
assert overlap(alpha > 127, truth) > 0.97 and 0 < ((alpha > 0) & (alpha < 255)).mean() < 0.05
assert (np.asarray(cut)[mask][:, :3] == pixels[mask]).mean() > 0.95
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def cut_out(pixels, mask):
    image = Image.fromarray(pixels).convert('RGBA')
    alpha = Image.fromarray((mask * 255).astype('uint8'))
    image.putalpha(alpha.filter(ImageFilter.GaussianBlur(1.5)))
    return image
""".strip(),
    ),
    wrong="""
def cut_out(pixels, mask):
    return Image.fromarray(np.dstack([pixels, np.where(mask, 255, 0).astype('uint8')]))
""".strip(),
    between="cut_out(pixels, mask).resize((500, 500))",
)

GROUND = Step(
    "ground",
    """
def on_ground(cut, colour):
    alpha = cut.getchannel('A')
    shadow = alpha.filter(ImageFilter.GaussianBlur(cut.width // 50)).point(lambda value: value // 3)
    ground = Image.new('RGB', cut.size, colour)
    ground.paste((0, 0, 0), (cut.width // 60, cut.height // 60), shadow)
    ground.paste(cut, (0, 0), alpha)
    return ground
""".strip(),
    """
white = on_ground(cut_out(pixels, mask), (255, 255, 255))
assert white.mode == 'RGB' and white.getpixel((0, 0)) == (255, 255, 255)
### BEGIN HIDDEN TESTS
shown = np.asarray(white).astype(int)
inner = ndimage.binary_erosion(mask, iterations=6)
assert np.abs(shown - pixels)[inner].max() <= 2
assert on_ground(cut, (10, 200, 30)).getpixel((1, 1)) == (10, 200, 30)
shade = ndimage.binary_dilation(mask, iterations=4) & ~ndimage.binary_dilation(mask, iterations=2)
assert shown[shade].mean() < 250
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def on_ground(cut, colour):
    layers = np.asarray(cut).astype(float)
    alpha = layers[..., 3:] / 255
    shadow = ndimage.gaussian_filter(alpha[..., 0], cut.width / 60)[..., None] * 0.35
    ground = np.array(colour) * (1 - shadow)
    mixed = layers[..., :3] * alpha + ground * (1 - alpha)
    return Image.fromarray(mixed.round().astype('uint8'))
""".strip(),
    ),
    wrong="def on_ground(cut, colour):\n    return Image.new('RGB', cut.size, colour)",
    between="""
figure, axes = plt.subplots(1, 2, figsize=(9, 4.5))
for place, colour in zip(axes, ((255, 255, 255), (250, 214, 120))):
    place.imshow(on_ground(cut_out(pixels, mask), colour))
    place.axis('off')
""".strip(),
    locked=False,
)

CUT_OUT = Assignment(
    "cut-out",
    "bottle.png",
    _bottle,
    (
        "import matplotlib.pyplot as plt\nimport numpy as np\n"
        "from PIL import Image, ImageFilter\nfrom scipy import ndimage",
        "pixels = np.asarray(Image.open('bottle.png'))\nImage.fromarray(pixels).resize((500, 500))",
    ),
    (GREY, MASK, CLEAN, CUT, GROUND),
)
