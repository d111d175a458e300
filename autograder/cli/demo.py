"""`labs demo`: a course with a class to try everything on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from autograder.demo.made_up_class import HandedIn

_TIMED = 4  # submissions that nbgrader grades for comparison
_STUDENTS, _EXAMPLES_STUDENTS = 40, 30
_NEXT = """
The course is in {folder}. {about}

Look at it in JupyterLab, with the course folder as the current one:
  cd {folder}
  {jupyter} lab
then Formgrader, in the menu Nbgrader: marks, and what is to be marked by hand.

Go on in the course folder:
  {labs} grade --force     grade the class again
  {nbgrader} generate_feedback {lab} --force
  {nbgrader} export        marks as a CSV file"""


def demo(
    into: Annotated[Path, typer.Option(help="The new course folder.", metavar="DIR")] = Path(
        "demo"
    ),
    students: Annotated[
        int | None,
        typer.Option(min=1, max=2000, metavar="N", help="The size of the class; default: 40."),
    ] = None,
    example: Annotated[
        bool,
        typer.Option("--example", help="Take nbgrader's own example, done by a class of 30."),
    ] = False,
) -> None:
    """Make an nbgrader course with a class that did it, grade the class, and write feedback.

    The course has all labs of the clone in which this runs. A folder that an earlier demo made is
    made anew.
    """
    # Before nbgrader is imported, which puts its own programs on the PATH.
    programs = {name: _program(name) for name in ("jupyter", "labs", "nbgrader")}
    folder = into.absolute()
    if example:
        about, lab = _example(folder, students or _EXAMPLES_STUDENTS)
    else:
        about, lab = _labs(folder, students or _STUDENTS)
    typer.echo(_NEXT.format(folder=_shown(folder), about=about, lab=lab, **programs))


def _labs(folder: Path, students: int) -> tuple[str, str]:
    """Make, grade and comment a course of labs; what to say of it, and one of its labs."""
    from autograder.authoring import find_clone
    from autograder.demo.lab_course import make_course, write_feedback
    from autograder.demo.made_up_class import Kind

    clone = find_clone()
    typer.echo(f"Making a course with a class of {students} in {_shown(folder)} ...")
    handed_in = make_course(clone, folder, students)
    labs = list(dict.fromkeys(one.lab for one in handed_in))
    seconds = _grade(folder)
    _compare(folder, handed_in, seconds)
    typer.echo("Writing feedback pages ...")
    write_feedback(folder, labs)
    about = f"Who handed in what stands in {_shown(folder / 'class.csv')};"
    about += "\nnobody in it is real."
    odd = [f"{one.student}'s file is broken" for one in handed_in if one.broken]
    odd += [f"{one.student} is late" for one in handed_in if one.late]
    if odd:
        about += f" On purpose {' and '.join(odd)}."
    pages = [one for one in handed_in if not one.broken]
    one = next((page for page in pages if page.kind is Kind.PARTLY), pages[0])
    page = folder / "feedback" / one.student / one.lab / f"{one.lab}.html"
    about += f"\n\nOpen the page that a student gets, without hidden checks:\n  {_shown(page)}"
    return about, labs[0]


def _example(folder: Path, students: int) -> tuple[str, str]:
    """Make and grade nbgrader's example; what to say of it, and its assignment."""
    from autograder.demo.example_course import ASSIGNMENT, make_course

    typer.echo(f"Making a course with a class of {students} in {_shown(folder)} ...")
    make_course(folder, students)
    _grade(folder)
    return "It is the example of nbgrader's own documentation.", ASSIGNMENT


def _compare(folder: Path, handed_in: Sequence[HandedIn], seconds: float) -> None:
    """Say how long grading took, and how long nbgrader takes for a few of one lab."""
    from autograder.demo.beside_nbgrader import seconds_each
    from autograder.demo.made_up_class import Kind

    count = len(handed_in)
    typer.echo(
        f"\nlabs grade: {count} submissions in {seconds:.0f} s, {seconds / count:.2f} s each, "
        "its start included."
    )
    lab = handed_in[0].lab
    honest = [one for one in handed_in if one.lab == lab and one.kind is Kind.RIGHT]
    few = [one.student for one in honest if not one.broken][:_TIMED]
    if few:
        typer.echo(f"Timing nbgrader autograde for {len(few)} of {lab} ...")
        each = seconds_each(folder, lab, few)
        typer.echo(
            f"nbgrader autograde: {each:.2f} s each, so {each * count / 60:.0f} min for all."
        )


def _grade(folder: Path) -> float:
    """Grade all that was handed in; what cannot be graded is in the table. Returns seconds."""
    from autograder.api import grade_course
    from autograder.cli.display import show_run

    started = time.monotonic()
    grade_course(folder, watch=show_run)
    return time.monotonic() - started


def _shown(path: Path) -> str:
    """A path as short as it can be typed here."""
    below = path.is_relative_to(Path.cwd())
    return str(path.relative_to(Path.cwd()) if below else path)


def _program(name: str) -> str:
    """How to start a program of this Python's environment: by its name where the shell finds it."""
    folder = Path(sys.executable).parent
    return name if str(folder) in os.get_exec_path() else str(folder / name)
