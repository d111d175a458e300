"""Does every task have enough attempts?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise

RIGHT, WRONG = 2, 3


@question(100, "tasks", "at least two right and three wrong attempts for each", own=True)
def enough(evidence: Evidence) -> Row:
    """The number of attempts at each task."""
    found, total = tuple(_surprises(evidence)), len(evidence.tasks)
    wanted = f"{RIGHT} right, {WRONG} wrong attempts or more"
    return Row(total, wanted, f"{total - len(found)} of {total} have them", found)


def _surprises(evidence: Evidence) -> Iterator[Surprise]:
    for task in evidence.tasks:
        right = sum(attempt.task == task for attempt in evidence.subject.attempts.right)
        wrong = sum(attempt.task == task for attempt in evidence.subject.attempts.wrong)
        if right < RIGHT or wrong < WRONG:
            wanted = f"{RIGHT} right and {WRONG} wrong attempts, or more"
            got = f"{right} right and {wrong} wrong"
            remedy = "write down the answers and mistakes that people really make"
            place = evidence.subject.attempts_place(1)
            yield Surprise(task, "attempts.py", place, wanted, got, remedy)
