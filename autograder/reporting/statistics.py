"""What the tables of a class say: shares, difficulty, discrimination, who may need help."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.checks.card import State
from autograder.reporting.classroom import Classroom

FEW = 10
"""Below so many submissions a correlation says nothing, and none is shown."""

HELP_BELOW = 0.5
"""The share of all points so far below which a student is listed."""


def overview(room: Classroom) -> pd.DataFrame:
    """One row an assignment: handed_in, of, complete, median_share, quartiles, pending, seconds.

    `complete` counts those with at least 90 % of the points; shares are of the points that have
    been marked, of what was handed in; `seconds` is the median of the runs.
    """
    rows = []
    for name, part in room.submissions.groupby("assignment", sort=False):
        there = part[part["handed_in"]]
        share = there["score"] / there["marked"]
        low, middle, high = share.quantile([0.25, 0.5, 0.75]) if len(share) else [np.nan] * 3
        rows.append(
            (name, len(there), len(part), int((share >= 0.9).sum()), low, middle, high,
             int(there["pending"].sum()), there["seconds"].astype(float).median())
        )  # fmt: skip
    columns = ["assignment", "handed_in", "of", "complete", "quartile_1", "median_share",
               "quartile_3", "pending", "seconds"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def tasks(room: Classroom) -> pd.DataFrame:
    """One row a task: the share of its points that was reached, full, none, and discrimination.

    `share` is the item difficulty of classical test theory (a hard task has a low one).
    `discrimination` is the corrected item-total correlation: Pearson's r of a task's points with
    the points of all other tasks (Crocker and Algina, "Introduction to Classical and Modern Test
    Theory", 1986, chapter 14). NaN where fewer than `FEW` handed in, or nothing varies. What waits
    for a person is left out of the shares.
    """
    points = room.grades.groupby(["assignment", "student", "task"], sort=False).agg(
        points=("points", "sum"),
        max_points=("max_points", "sum"),
        by_hand=("by_hand", "any"),
        pending=("pending", "any"),
    )
    rows = []
    for name, part in points.groupby(level="assignment", sort=False):
        wide = part["points"].droplevel(0).unstack("task").fillna(0.0)
        for task, mine in part.groupby(level="task", sort=False):
            most = float(mine["max_points"].max())
            own = wide[task]
            rest = wide.sum(axis=1) - own
            varies = own.std() > 0 and rest.std() > 0
            r = float(np.corrcoef(own, rest)[0, 1]) if len(wide) >= FEW and varies else np.nan
            known = mine[~mine["pending"]]
            share = known["points"].sum() / known["max_points"].sum() if len(known) else np.nan
            full = float((known["points"] >= known["max_points"]).mean())
            none = float((known["points"] <= 0).mean())
            by_hand = bool(mine["by_hand"].any())
            rows.append((name, task, most, float(share), full, none, r, by_hand))
    columns = ["assignment", "task", "points", "share", "full", "none", "discrimination", "by_hand"]
    return pd.DataFrame(rows, columns=columns)


def messages(room: Classroom) -> pd.DataFrame:
    """The messages that students met, the most frequent first: students, share of those there.

    Who did not try a task is not counted: its message teaches nothing about the task.
    """
    tried = room.messages["state"] != State.NOT_ATTEMPTED.value
    met = room.messages[tried & (room.messages["message"] != "")]
    kinds = met.groupby(["assignment", "task", "message"], sort=False)
    table = kinds["student"].nunique().rename("students").reset_index()
    there = room.submissions[room.submissions["handed_in"]].groupby("assignment").size()
    table["share"] = table["students"] / table["assignment"].map(there)
    return table.sort_values(["students", "task"], ascending=[False, True], ignore_index=True)


def outcomes(room: Classroom) -> pd.DataFrame:
    """One row an outcome: points reached by those who handed in, and how many reached 60 %."""
    known = room.grades[(room.grades["outcome"] != "") & ~room.grades["pending"]]
    each = known.groupby(["outcome", "student"], sort=False)[["points", "max_points"]].sum()
    share = each["points"] / each["max_points"]
    table = pd.DataFrame(
        {
            "students": share.groupby(level="outcome", sort=False).size(),
            "share": share.groupby(level="outcome", sort=False).mean(),
            "reached": (share >= 0.6).groupby(level="outcome", sort=False).sum(),
        }
    )
    return table.reset_index()


def may_need_help(room: Classroom) -> pd.DataFrame:
    """Students with less than `HELP_BELOW` of all points so far, the lowest first.

    What was not handed in counts as 0 points. Columns: student, share, missing, weakest (the tasks
    without a point in what they handed in).
    """
    total = room.submissions.groupby("student")[["score", "marked"]].sum()
    share = total["score"] / total["marked"]
    missing = (~room.submissions.set_index("student")["handed_in"].astype(bool)).groupby("student")
    marked = room.grades[~room.grades["pending"]]
    points = marked.groupby(["student", "assignment", "task"])["points"].sum()
    zero = points[points <= 0].reset_index().groupby("student")["task"].agg(list)
    low = share[share < HELP_BELOW].sort_values()
    return pd.DataFrame(
        {
            "student": low.index,
            "share": low.to_numpy(),
            "missing": [int(missing.get_group(name).sum()) for name in low.index],
            "weakest": [", ".join(zero.get(name, [])[:4]) for name in low.index],
        }
    )
