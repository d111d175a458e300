"""`labs audit`: prove that labs are fair."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from autograder.audit.proofs.choice import Work
    from autograder.audit.report import LabReport


def audit(
    labs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAB]...",
            help="Labs, or source notebooks (.ipynb) of nbgrader; all labs of the clone.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Prove again what is proven and has not changed, too.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only say what is not proven; takes seconds.")
    ] = False,
    shard: Annotated[
        str | None,
        typer.Option("--shard", help="Prove one of some parts of the work.", metavar="K/N"),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            help="Check what has been proven since this revision; write nothing.",
            metavar="REV",
        ),
    ] = None,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Check the lab of the day in full; write nothing.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave out the reference run again; write nothing.")
    ] = False,
    nbgrader: Annotated[
        bool, typer.Option("--nbgrader", help="Compare with nbgrader's marks, too: minutes a lab.")
    ] = False,
    tasks: Annotated[
        list[str] | None,
        typer.Option("--task", help="Audit this task only; write nothing.", metavar="TASK"),
    ] = None,
    seeds: Annotated[
        int | None,
        typer.Option(
            "--seeds",
            min=0,
            help="Course seeds to judge attempts with: 100, or 10 with --fast; write nothing.",
            metavar="NUMBER",
        ),
    ] = None,
    confirm_code: Annotated[
        bool,
        typer.Option("--confirm-code", help="Say that no mark differs by the changed code."),
    ] = False,
    raise_version: Annotated[
        bool,
        typer.Option("--raise-version", help="Say that marks may differ: nothing is proven now."),
    ] = False,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the results to this file, too.", metavar="FILE"),
    ] = None,
) -> None:
    """Grade each lab's reference, attempts, and hundreds of variations of them.

    What is proven is noted in `audit.lock` beside a lab, and proven again only when something has
    changed on which its marks depend. The exit status is 1 if anything is not as the lab says.
    Docs: docs/audit.md.
    """
    from autograder.cli.jsonfile import json_target, write_json

    target, names = json_target(json_file), labs or []
    if confirm_code or raise_version:
        _record(raised=raise_version)
        return
    if verify:
        _verify(names)
        return
    jobs = _jobs(
        names,
        everything or nbgrader,
        shard,
        since,
        rotate,
        without_lock=bool(tasks) or fast or seeds is not None,
    )
    results = _audited(
        jobs, {"tasks": tasks or [], "fast": fast, "nbgrader": nbgrader, "seeds": seeds}
    )
    if target is not None:
        write_json(target, {"format": 1, "fast": fast, "nbgrader": nbgrader, "labs": results})
    if not all(result["passed"] for result in results):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Job:
    """One audit; `work` is what its lock is made from, `writes` whether it is written."""

    name: str
    run: Callable[..., LabReport]
    work: Work | None = None
    writes: bool = False


def _jobs(
    names: Collection[str],
    everything: bool,
    shard: str | None,
    since: str | None,
    rotate: bool,
    *,
    without_lock: bool,
) -> list[_Job]:
    """What is to be done, as the options say."""
    from autograder.audit.audit import audit_lab, audit_notebook
    from autograder.audit.proofs import choice
    from autograder.errors import LabsError

    notebooks = [name for name in dict.fromkeys(names) if name.endswith(".ipynb")]
    for name in notebooks:
        if not Path(name).is_file():
            raise LabsError(f"there is no notebook {name}", "name a source notebook of nbgrader")
    jobs = [_Job(name, partial(audit_notebook, Path(name))) for name in notebooks]
    if names and len(notebooks) == len(set(names)):
        return jobs
    root, labs = _labs([name for name in names if name not in notebooks])
    check = since is not None or rotate
    if without_lock:
        if check or shard:
            raise LabsError("--task, --fast and --seeds prove no lab", "leave them out")
        return [*jobs, *(_Job(name, partial(audit_lab, root, name)) for name in labs)]
    whole = labs if everything else []
    if rotate:
        whole = [choice.in_rotation(labs, datetime.now(UTC).date())]
    rest = [name for name in labs if name not in whole] if since or not rotate else []
    works = [*choice.whole_work(root, whole), *choice.stale_work(root, rest, since=since)]
    if shard:
        works = choice.part(works, *_shard(shard))
    return [*jobs, *(_job(root, work, writes=not check) for work in works)]


def _job(root: Path, work: Work, *, writes: bool) -> _Job:
    from autograder.audit.audit import audit_lab

    skipped = [task for task in work.keys.tasks if task not in work.tasks]
    known = {task: proof.messages for task, proof in work.known.items()}
    run = partial(audit_lab, root, work.lab.id, skipped=skipped, known=known)
    return _Job(work.lab.id, run, work, writes)


def _shard(text: str) -> tuple[int, int]:
    """The two numbers of `3/8`."""
    from autograder.errors import LabsError

    number, _, count = text.partition("/")
    if number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
        return int(number), int(count)
    raise LabsError(f"{text!r:.20} is not one of some parts", "write it like this: --shard 3/8")


def _labs(names: Collection[str]) -> tuple[Path, list[str]]:
    """The clone, and the labs that were named, or all."""
    from autograder.authoring import find_root, lab_ids, read_lab
    from autograder.errors import LabsError

    root = find_root(Path.cwd())
    known = lab_ids(root)
    chosen = list(dict.fromkeys(names or known))
    if not chosen:
        raise LabsError("there is no lab here", "write one: labs new <position>-<topic>")
    for lab in set(chosen) - set(known):
        read_lab(root, lab)  # says which labs there are, before the first takes its minutes
    return root, chosen


def _audited(jobs: list[_Job], options: dict[str, Any]) -> list[dict[str, Any]]:
    """Do all jobs, show what comes out, and write the locks of labs that pass."""
    from rich.console import Console

    from autograder.audit.bench.engines import Engines
    from autograder.authoring import AuthoringError
    from autograder.cli.audit_report import show

    console, results = Console(), list[dict[str, Any]]()
    if not jobs:
        console.print("✔ all is proven, and nothing has changed since", style="green")
        return results
    with Engines() as engines:
        for job in jobs:
            try:
                with console.status("starting") as status:
                    report = job.run(engines, say=status.update, **options)
            except AuthoringError as error:
                for line in str(error).splitlines():
                    _problem(line)
                results.append({"lab": job.name, "passed": False, "problem": str(error)})
                continue
            show(console, report)
            results.append({**report.as_dict(), "passed": report.passed and _locked(job, report)})
    return results


def _locked(job: _Job, report: LabReport) -> bool:
    """Write the lock of a lab that passed, or look whether it says what came out."""
    from autograder.audit.proofs.lockfile import write_lock
    from autograder.audit.proofs.renewal import disagreements, renewed

    if job.work is None:
        return True
    if job.writes:
        write_lock(job.work.lab.folder, renewed(job.work, report, datetime.now(UTC).date()))
        return True
    lines = list(disagreements(job.work, report))
    for line in lines:
        _problem(line)
    return not lines


def _verify(names: Collection[str]) -> None:
    """Say what is not proven; exit status 1 if something is not."""
    from autograder.audit.proofs.choice import standings
    from autograder.audit.proofs.lockfile import LOCK

    root, labs = _labs(names)
    found = standings(root, labs)
    for lab, standing in found.items():
        if standing.lab:
            _problem(f"{lab}: as a whole: {standing.lab}")
        for task, reason in standing.tasks.items():
            _problem(f"{lab}: {task}: {reason}")
    if not all(standing.fresh for standing in found.values()):
        _problem(f"prove it again, and commit {LOCK}: labs audit")
        raise typer.Exit(1)
    typer.echo(f"labs whose proofs hold: {len(found)}")


def _record(*, raised: bool) -> None:
    """Note the code of the audit, and what it means for the proofs."""
    from autograder.audit.proofs.version import record
    from autograder.authoring import find_root

    version = record(find_root(Path.cwd()), raised=raised)
    typer.echo(f"version {version} of the audit: commit autograder/audit/proofs/version.toml")
    if raised:
        typer.echo("no proof holds any more; make them again: labs audit")


def _problem(line: str) -> None:
    typer.secho(f"labs: {line}", err=True, fg="red")
