"""Pages that people read: Jinja2 templates of a package on one common page, without a script."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from autograder.checks.card import inline


def page_templates(package: str) -> Environment:
    """The templates of a package, which may extend `page.html.j2`; HTML is escaped."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("autograder")]),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = lambda text: Markup(inline(text))  # it escapes all but `code`
    return environment
