"""Which cells IPython has to translate: those with magic commands, shell commands or `?`.

Its translation reads every token of a cell, in Python: with Python 3.11 that was a seventh of the
time that the cells of a lab took. Most cells are plain Python, and it leaves them as they are.
"""

from __future__ import annotations

import re

from IPython.core.interactiveshell import InteractiveShell

# A line that begins with a sign of IPython's or a prompt, ends with a question mark, gives a name
# what a command returns, or is of blanks alone; and what ends a line but for a line feed. Wherever
# it stands, in a text, say: then IPython has a look at it.
_SIGNS = re.compile(
    r"^[^\S\n]*(?:[%!?,;/]|>>>|\.\.\.|In \[)|\?[^\S\n]*$|=\s*[%!]|^[^\S\n]+$"
    "|[\r\v\f\x1c-\x1e\x85\u2028\u2029]",
    re.MULTILINE,
)


class Translation:
    """Turns cells into Python, as a shell does it."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._usual = self._steps()

    def _steps(self) -> list[object]:
        """What the shell does to each cell; code in a notebook may add something of its own."""
        manager = self._shell.input_transformer_manager
        return [
            *manager.cleanup_transforms, None, *manager.line_transforms, None,
            *manager.token_transformers, None, *self._shell.input_transformers_post,
        ]  # fmt: skip

    def of(self, source: str) -> str:
        """The Python code of a cell. Raises whatever the shell's own translation raises."""
        # Of a cell of one line, the first word may be a magic command without its sign.
        lines = source.splitlines()
        plain = len(lines) > 1 and not source[0].isspace() and not _SIGNS.search(source)
        if plain and self._steps() == self._usual:
            return source if source.endswith("\n") else source + "\n"
        code: str = self._shell.transform_cell(source)
        return code
