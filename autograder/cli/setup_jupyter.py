"""`labs setup-jupyter`: JupyterLab as a student or an instructor needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.jupyter.roles import MENUS, Level, Role


def setup_jupyter(
    role: Annotated[Role, typer.Argument(help="Who works there.", metavar="student|instructor")],
    level: Annotated[
        Level,
        typer.Option("--for", help="This account, this Python environment, or the machine."),
    ] = Level.USER,
    folder: Annotated[
        Path | None,
        typer.Option("--config-dir", help="Another configuration folder.", metavar="DIR"),
    ] = None,
) -> None:
    """Set up JupyterLab for a role: students do not see the instructor's menus.

    Writes labconfig/page_config.json and keeps what else it says. The account's setting wins over
    the environment's, that one over the machine's; an environment that the account itself owns
    wins over both. Nobody gets the question about news.
    """
    from autograder.jupyter.roles import folder_of, hidden_menus, write_role

    path = write_role(role, folder.absolute() if folder else folder_of(level))
    menus = ", ".join(MENUS.values())
    typer.echo(f"{path}: {menus} {'hidden' if role is Role.STUDENT else 'shown'}, no news.")
    if folder is None and hidden_menus(own=True) != (set(MENUS) if role is Role.STUDENT else set()):
        typer.echo(
            "Another setting wins for this account; `jupyter --paths` lists where it may be. If it "
            "is\nthat of an environment that you own, start JupyterLab like this: "
            "JUPYTER_PREFER_ENV_PATH=0 jupyter lab"
        )
    typer.echo("Start JupyterLab again. To look at the settings: jupyter labextension list")
