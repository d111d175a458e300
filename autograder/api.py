"""The public door of this package: what the commands do, for other programs.

=====================  ==============================================================
`grade_course`         grade what was handed in to an nbgrader course
`regrade_assignment`   grade again after a check was mended, and compare
`compose_course`       write an nbgrader course from a curriculum
`build_labs`           build the notebooks of labs from their text
=====================  ==============================================================

Whatever concerns a whole course raises `autograder.errors.LabsError`, whose text names the remedy.
docs/python.md shows each in use. All else in this package may change without notice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import LabsError

if TYPE_CHECKING:
    from autograder.composing.compose import Result
    from autograder.grading.options import Options
    from autograder.grading.regrade.run import Regrade
    from autograder.grading.run import CourseRun

__all__ = ["BuiltLab", "build_labs", "compose_course", "grade_course", "regrade_assignment"]


def grade_course(
    folder: Path,
    assignments: Sequence[str] = (),
    options: Options | None = None,
    *,
    watch: Callable[[CourseRun, list[str]], object] | None = None,
) -> CourseRun:
    """Grade the submissions of an nbgrader course that are due.

    Args:
        folder: The course folder, with its nbgrader_config.py.
        assignments: Their names; by default all for which something was handed in.
        options: `autograder.grading.assignment_run.Options`; the defaults are those of the command.
        watch: Takes the run and the names, and goes through `run.grade(names)`, for instance to
            show progress; by default nobody watches.

    Returns:
        The run: `results` has a line a submission, `assignments` where the tests ran, `notes` what
        a person should know, and `as_dict` all of it in the form of docs/grading-json.md.

    Raises:
        LabsError: the course cannot be graded as a whole; what concerns one submission is a result.
    """
    from autograder.engine.outside.on_demand import EngineOnDemand

    with EngineOnDemand() as engine:
        if options is None or options.force or options.prove or _something_new(folder):
            engine.begin()  # its imports take as long as nbgrader's: let them run side by side
        from autograder.errors import CourseError
        from autograder.grading.courses.course import inside_course
        from autograder.grading.options import Options
        from autograder.grading.run import CourseRun

        with inside_course(folder) as course:
            names = list(dict.fromkeys(assignments or course.assignments()))
            if not names:
                raise CourseError(
                    f"nobody has submitted anything in {course.root}",
                    "run `nbgrader collect`, or put submissions into submitted/STUDENT/ASSIGNMENT",
                )
            run = CourseRun(course, options or Options(), engine)
            (watch or _go_through)(run, names)
            return run


def regrade_assignment(
    folder: Path,
    assignment: str,
    options: Options | None = None,
    *,
    preview: bool = False,
    watch: Callable[[CourseRun, list[str]], object] | None = None,
) -> Regrade:
    """Grade an assignment again after a check was mended, and compare.

    Args:
        folder: The course folder.
        assignment: Its name.
        options: As for `grade_course`; `force` is understood.
        preview: Write nothing.
        watch: As for `grade_course`.

    Returns:
        The run: `changes` says for each student what changes and why.

    Raises:
        LabsError: as for `grade_course`.
    """
    from autograder.engine.outside.on_demand import EngineOnDemand

    with EngineOnDemand() as engine:
        engine.begin()
        from autograder.grading.courses.course import inside_course
        from autograder.grading.options import Options
        from autograder.grading.regrade.run import Regrade

        with inside_course(folder) as course:
            run = Regrade(course, options or Options(), engine, preview)
            (watch or _go_through)(run, [assignment])
            return run


def compose_course(curriculum: str, into: Path, root: Path | None = None) -> Result:
    """Write an nbgrader course from a curriculum, or bring one up to date.

    Args:
        curriculum: A TOML file, or the name of one in course/curricula.
        into: The folder of the course.
        root: A clone of this project; by default that of the working directory, else of the
            package.

    Returns:
        The plan, what happened to each lab, and the papers that were written.

    Raises:
        LabsError: the curriculum or a lab has mistakes; nothing was written then.
    """
    from autograder.authoring import find_clone
    from autograder.composing.compose import compose

    return compose(root or find_clone(), curriculum, into)


@dataclass(frozen=True)
class BuiltLab:
    """What building did for one lab.

    lab      its name
    changed  the notebooks that were written; with `check`, those that are out of date
    problem  why it could not be built, or None
    """

    lab: str
    changed: tuple[Path, ...] = ()
    problem: LabsError | None = None


def build_labs(
    labs: Sequence[str] = (), root: Path | None = None, *, check: bool = False
) -> Iterator[BuiltLab]:
    """Build the notebooks of labs, one after the other.

    Args:
        labs: Their names; by default all.
        root: The clone; by default that of the working directory.
        check: Write nothing, and say what is out of date.

    Raises:
        LabsError: there is no clone, or no such lab.
    """
    from autograder.authoring import build_lab, drift, find_root, lab_ids, write

    root = root or find_root(Path.cwd())
    for lab in labs or lab_ids(root):
        try:
            files = build_lab(root, lab)
        except LabsError as error:
            yield BuiltLab(lab, problem=error)
            continue
        yield BuiltLab(lab, tuple(drift(root, files) if check else write(root, files)))


def _go_through(run: CourseRun, names: list[str]) -> None:
    for _ in run.grade(names):
        pass


def _something_new(course: Path) -> bool:
    """Whether there seems to be work: a guess, by nbgrader's usual folders, made before imports."""
    handed_in, done = course / "submitted", course / "autograded"
    with contextlib.suppress(OSError):
        return any(
            not (done / student.name / one.name).exists()
            for student in handed_in.iterdir()
            if student.is_dir()
            for one in student.iterdir()
            if one.is_dir()
        )
    return False
