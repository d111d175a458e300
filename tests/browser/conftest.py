"""A teacher and a student, a course between them, and Chromium to look over their shoulders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from people import Person, settle
from PIL import Image
from playwright.sync_api import Browser, Page, Request, sync_playwright

LAB = "foundations-market"
COURSE = "lumina-first"
REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 90
CURRICULUM = f"""
title = "First steps"
course_id = "{COURSE}"
hours = 2
starts = 2026-09-07
timezone = "Europe/Berlin"
due = "sunday 23:59"
[[labs]]
id = "{LAB}"
week = 1
"""

Visit = Callable[[str], Page]
Picture = Callable[..., None]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium is missing; on Debian: apt-get install chromium"
    flags = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium's own does not work as root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def elsewhere() -> list[str]:
    """Addresses on other machines that pages asked for; they got nothing."""
    return []


@pytest.fixture(scope="session")
def visit(chromium: Browser, elsewhere: list[str]) -> Iterator[Visit]:
    """Opens a page of a server on this machine, without a network."""
    context = chromium.new_context(viewport={"width": 1200, "height": 860})
    context.set_default_timeout(PATIENCE_SECONDS * 1000)

    def only_here(address: str) -> bool:
        return not address.startswith(("http://127.0.0.1:", "data:", "blob:"))

    def refuse(route: object, request: Request) -> None:
        elsewhere.append(request.url)
        route.abort()  # type: ignore[attr-defined]

    context.route(only_here, refuse)

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    context.close()


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """Keeps what the upper part of a page looks like, in the folder that BROWSER_PICTURES names."""
    folder = Path(os.environ.get("BROWSER_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str, height: int = 860) -> None:
        seen = Image.open(BytesIO(page.screenshot()))
        small = seen.convert("RGB").crop((0, 0, seen.width, height)).quantize(64)
        small.save(folder / f"{name}.png", optimize=True)

    return keep


@pytest.fixture(scope="session")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("school")


@pytest.fixture(scope="session")
def settings(top: Path) -> str:
    """nbgrader's settings for everybody: the course and the exchange."""
    exchange = top / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # as nbgrader wants it; everybody writes there
    return (
        "c = get_config()\n"
        f"c.CourseDirectory.course_id = {COURSE!r}\nc.Exchange.root = {str(exchange)!r}\n"
    )


@pytest.fixture(scope="session")
def teacher(top: Path, settings: str) -> Person:
    return settle("teacher", top, "instructor", settings)


@pytest.fixture(scope="session")
def student(top: Path, settings: str) -> Person:
    return settle("ana", top, "student", settings)


@pytest.fixture(scope="session")
def course(teacher: Person, top: Path) -> Path:
    """The composed course, its lab released to the students."""
    curriculum = top / "first.toml"
    curriculum.write_text(CURRICULUM, encoding="utf-8")
    folder = teacher.work / "first"
    teacher.run("labs", "compose", str(curriculum), "--into", str(folder), folder=REPOSITORY)
    teacher.run("nbgrader", "release_assignment", LAB, folder=folder)
    return folder
