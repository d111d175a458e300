"""On every notebook that nbgrader ships, `labs grade --compat` gives nbgrader's own marks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import shipped_notebooks as shipped
from gradebook_reading import Submissions, read
from nbgrader_courses import Course, Graded, MakeCourse, Outcome, labs, nbgrader, start_nbgrader

from autograder.grading.nbgrader_api import nbformat

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(600)]

Key = tuple[str, str]


def _keys() -> list[Key]:
    keys = [(a, shipped.student(name)) for a, (_, all_) in shipped.SINGLE.items() for name in all_]
    keys += [(a, student) for a, (_, folders) in shipped.FOLDERS.items() for student in folders]
    for table in (shipped.UPDATED, shipped.ENDLESS):
        keys += [(assignment, shipped.student(name)) for assignment, name in table.items()]
    keys += [(a, shipped.student(name)) for a, (_, name) in shipped.ARCHIVED.items()]
    return keys


@dataclass(frozen=True)
class Both:
    """One course, graded by nbgrader and by `labs grade --compat`."""

    statuses: dict[str, Outcome]
    runs: list[Graded]
    theirs: Submissions
    ours: Submissions
    places: dict[str, tuple[Course, Course]]

    def folders(self, key: Key) -> tuple[bool, bool]:
        """Whether the submission has a folder in autograded/: by nbgrader, by labs."""
        theirs, ours = (c.root / "autograded" / key[1] / key[0] for c in self.places[key[0]])
        return theirs.exists(), ours.exists()


def _fill(course: Course) -> None:
    """All assignments and submissions, those of an old format not yet updated."""
    (course.root / "autotests.yml").write_bytes(shipped.AUTOTESTS.read_bytes())
    singles = {
        **shipped.SINGLE,
        **{key: (name, [name]) for key, name in {**shipped.UPDATED, **shipped.ENDLESS}.items()},
    }
    for assignment, (source, names) in singles.items():
        files = {"data_txt": "a\nb\n"} if "open_relative_file" in source else {}
        course.source(assignment, {"p1": shipped.path(source)}, **files)
        for name in names:
            course.submit(shipped.student(name), assignment, {"p1": shipped.path(name)})
    for assignment, (source, name) in shipped.ARCHIVED.items():
        course.source(assignment, {"problem1": shipped.path(source)})
        course.submit(shipped.student(name), assignment, {"problem1": shipped.path(name)})
    problems = ("problem1", "problem2")
    for assignment, (source, folders) in shipped.FOLDERS.items():
        course.source(assignment, {p: shipped.GUIDE / source / f"{p}.ipynb" for p in problems})
        for student, folder in folders.items():
            time = shipped.GUIDE / folder / "timestamp.txt"
            files = {"timestamp_txt": time.read_text()} if time.exists() else {}
            notebooks = {p: shipped.GUIDE / folder / f"{p}.ipynb" for p in problems}
            course.submit(student, assignment, notebooks, **files)
    guide = (shipped.GUIDE / "autotests.yml").read_bytes()
    (course.root / "source/ps1-autotest/autotests.yml").write_bytes(guide)


@pytest.fixture(scope="module")
def both(make_course: MakeCourse) -> Both:
    course = make_course()
    _fill(course)
    updates = [["update", f"source/{name}"] for name in shipped.UPDATED]
    updates += [["update", f"submitted/{shipped.student(file)}/{name}"]
                for name, file in shipped.UPDATED.items()]  # fmt: skip
    assignments = list(dict.fromkeys(assignment for assignment, _ in _keys()))
    generate = [["generate_assignment", assignment] for assignment in assignments]
    outcomes = nbgrader(course, *updates, *generate)
    assert not [outcome.log[-2000:] for outcome in outcomes if outcome.status]
    quick = course.copy("quick")
    quick.configure("c.Execute.timeout = 2")
    # What fills memory in these two seconds, however fast the machine, has room as in nbgrader.
    (quick.root / "grading.toml").write_text("[limits]\nmemory_mb = 6144\n", encoding="utf-8")
    usual = [name for name in assignments if name not in shipped.ENDLESS]
    halves = [usual[::2], usual[1::2], list(shipped.ENDLESS)]
    theirs = [course.copy("first"), course.copy("second"), quick.copy("third")]
    running = [
        start_nbgrader(copy, *(["autograde", name] for name in half))
        for copy, half in zip(theirs, halves, strict=True)
    ]
    statuses: dict[str, Outcome] = {}
    places, marks = {}, {}
    for process, copy, half in zip(running, theirs, halves, strict=True):
        statuses.update(zip(half, process.receive(), strict=True))
        found = read(copy)
        marks.update({key: values for key, values in found.items() if key[0] in half})
        places.update(dict.fromkeys(half, (copy, quick if half is halves[2] else course)))
    runs = [labs(course, "--compat", *usual), labs(quick, "--compat", *shipped.ENDLESS)]
    ours = {key: value for place in (course, quick) for key, value in read(place).items()}
    return Both(statuses, runs, marks, ours, places)


def test_every_shipped_notebook_is_graded_or_named_with_its_reason() -> None:
    assert shipped.used() | set(shipped.NOT_GRADED) == shipped.shipped()
    assert not shipped.used() & set(shipped.NOT_GRADED)


def test_the_notebooks_that_are_no_source_here_are_refused_by_nbgrader(
    make_course: MakeCourse,
) -> None:
    course = make_course()
    names = [shipped.student(name).replace(".", "") for name in shipped.REFUSED_SOURCES]
    for name, source in zip(names, shipped.REFUSED_SOURCES, strict=True):
        course.source(name, {"p1": shipped.path(source)})
    outcomes = nbgrader(course, *(["generate_assignment", name] for name in names))
    assert {name: outcome.status for name, outcome in zip(names, outcomes, strict=True)} == (
        dict.fromkeys(names, 1)
    )


def test_the_same_submissions_get_no_grade(both: Both) -> None:
    without = {key for key in _keys() if not both.folders(key)[0]}
    assert without == {key for key in _keys() if not both.folders(key)[1]}
    assert without == both.runs[0].failed | both.runs[1].failed


def test_the_exit_status_is_nbgraders(both: Both) -> None:
    for run in both.runs:
        theirs = {both.statuses[assignment].status for assignment, _ in run.submissions}
        assert run.status == max(theirs)
    failed = {name for name, outcome in both.statuses.items() if outcome.status}
    assert failed == {assignment for run in both.runs for assignment, _ in run.failed}


@pytest.mark.parametrize("key", _keys(), ids="/".join)
def test_marks_comments_and_flags_are_nbgraders(both: Both, key: Key) -> None:
    graded = both.folders(key)[0]
    if graded:
        assert both.ours[key] == both.theirs[key]
    else:
        assert key not in both.ours  # nbgrader may leave a row without marks
        assert both.theirs.get(key, {"score": 0})["score"] == 0


@pytest.mark.parametrize("key", _keys(), ids="/".join)
def test_the_autograded_notebook_holds_the_same_cells(both: Both, key: Key) -> None:
    theirs, ours = (course.root / "autograded" / key[1] / key[0] for course in both.places[key[0]])
    names = {path.name for path in theirs.glob("*.ipynb")}
    assert names == {path.name for path in ours.glob("*.ipynb")}
    for name in names:
        first, second = (nbformat.read(place / name, as_version=4) for place in (theirs, ours))
        assert [_summary(cell) for cell in second.cells] == [_summary(cell) for cell in first.cells]


def _summary(cell: nbformat.NotebookNode) -> tuple[object, ...]:
    """A cell without what differs from run to run: traceback and addresses in memory."""
    kinds = [
        (output.output_type, output.get("name"), output.get("ename"))
        for output in cell.get("outputs", [])
    ]
    return cell.cell_type, cell.source, cell.metadata.get("nbgrader"), kinds
