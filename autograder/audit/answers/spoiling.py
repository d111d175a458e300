"""Right answers that change what they were given, after they have computed their result."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.answers.trials import Material, Trial, Worth, answered

_CODE = """{answer}

from autograder.audit.calls.spoiler import spoiling as _spoiling

"""


def spoiled(given: Material) -> Iterator[Trial]:
    """The reference and each right attempt, whose functions spoil their arguments at the end.

    None where the author says that the text forbids it.
    """
    if given.unchanged:
        return
    for name, answer in {"reference": given.answer, **given.right}.items():
        functions = answered(answer, given.checks).functions
        ends = "".join(f"{function} = _spoiling({function})\n" for function in functions)
        if functions:
            code = _CODE.format(answer=answer) + ends
            yield Trial(Worth.ALL, given.task, f"{name}, which changes its arguments", code, ends)
