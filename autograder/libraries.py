"""The libraries that notebooks use: the one list of them.

Both sides of the sandbox read it, so that nothing is imported here.
"""

from __future__ import annotations

PRELOADED = (
    "numpy", "pandas", "scipy.stats", "scipy.optimize", "sklearn.linear_model", "sklearn.ensemble",
    "sklearn.cluster", "sklearn.model_selection", "sklearn.pipeline", "sklearn.metrics",
    "sklearn.compose", "sklearn.preprocessing", "PIL.Image", "PIL.ImageDraw", "openpyxl",
    "matplotlib.pyplot", "matplotlib.backends.backend_agg", "joblib", "openpyxl.chart",
    "openpyxl.styles", "PIL.ImageFilter", "PIL.ImageFont", "PIL.PngImagePlugin",
    "PIL.JpegImagePlugin", "pandas.io.formats.html", "pandas.io.excel", "pandas.plotting",
)  # fmt: skip
"""Modules that an engine imports ahead: most of the time of its start."""
PACKAGES = tuple(dict.fromkeys(name.partition(".")[0] for name in PRELOADED))
"""The packages of these modules."""
_INSTALLED_AS = {"sklearn": "scikit-learn", "PIL": "Pillow"}
DISTRIBUTIONS = tuple(_INSTALLED_AS.get(name, name) for name in PACKAGES)
"""What to ask for their versions, in the order of `PACKAGES`."""


def package(module: object) -> str:
    """The package of a module that was named as text; "" for all else."""
    return module.partition(".")[0] if isinstance(module, str) else ""
