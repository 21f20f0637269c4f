"""The options of `cleancopy clean`. What it needs is imported when it runs: every worker imports this too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from app.errors import CleancopyError

DONE, FAILED, USAGE, BROKEN = 0, 1, 2, 3
"""Exit codes: all cleaned; some documents failed; nothing was begun; the run broke off. A signal: 128 and its
number."""


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, compressed if it ends in .gz or .zst, or .parquet; default: standard output.",
)
@click.option(
    "--to",
    type=click.Choice(["jsonl", "parquet"]),
    help="What is written; default: what the name of the output says, else jsonl.",
)
@click.option(
    "--from",
    "form",
    type=click.Choice(["html", "text", "jsonl", "warc"]),
    help="What the inputs are; default: what their names say, else how they begin.",
)
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for the documents that failed; default: beside the output, or standard error.",
)
@click.option(
    "--resume", is_flag=True, help="Go on with the output that is there: what it has is not done again."
)
@click.option("--overwrite", is_flag=True, help="Replace the output that is there.")
@click.option(
    "--unordered", is_flag=True, help="Write each document as it is done, not in the order of the inputs."
)
@click.option(
    "--explain", is_flag=True, help="Add the blocks of each page: struck, with the rule that did, and kept."
)
@click.option(
    "--format",
    "body_format",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="How the body is written.",
)
@click.option("--workers", type=int, help="Number of worker processes; default: a core each.")
@click.option("--deadline", type=float, help="Seconds that one document may take.")
@click.option("--memory", type=int, help="Address space that one worker may have, in MiB.")
@click.option("--rules-dir", type=click.Path(path_type=Path), help="Folder with rule packs of your own.")
@click.option("--quiet", is_flag=True, help="No progress and no table at the end.")
def clean(  # noqa: PLR0913, PLR0917 (click gives each option by its name)
    inputs: tuple[str, ...],
    output: Path | None,
    to: str | None,
    form: str | None,
    errors: Path | None,
    resume: bool,
    overwrite: bool,
    unordered: bool,
    explain: bool,
    body_format: str,
    quiet: bool,
    **settings: object,
) -> None:
    """Clean many documents: INPUTS are files, folders, globs, or - for standard input.

    HTML, text, JSONL (a request of POST /clean a line, with an id), WARC and WET, each plain, .gz or .zst.
    Exits with 0 if all were cleaned, 1 if some failed, 2 if nothing was begun, 3 if it broke off.
    """
    from app.bulk.inputs import Form, find_inputs  # noqa: PLC0415 (see the module)
    from app.bulk.job import PARQUET_SUFFIX, Job, Plan  # noqa: PLC0415
    from app.clean.model import BodyFormat  # noqa: PLC0415
    from app.logs import configure_logging  # noqa: PLC0415
    from app.settings import LogFormat, load_settings  # noqa: PLC0415

    parquet = to == "parquet" or (to is None and output is not None and output.suffix == PARQUET_SUFFIX)
    if output is None and (resume or overwrite or parquet):
        raise click.UsageError("--resume, --overwrite and Parquet need a file to write: -o")
    if resume and overwrite:
        raise click.UsageError("--resume goes on with the output, --overwrite replaces it: choose one")
    try:
        configure_logging("error", LogFormat.CONSOLE)
        loaded = load_settings(
            workers=settings["workers"],
            deadline_seconds=settings["deadline"],
            worker_memory_mb=settings["memory"],
            rules_dir=settings["rules_dir"],
        )
        plan = Plan(
            find_inputs(inputs, None if form is None else Form(form)),
            output,
            errors,
            parquet,
            resume,
            overwrite,
            not unordered,
            explain,
            BodyFormat(body_format),
            quiet,
        )
        job = Job(plan, loaded)
    except (CleancopyError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(USAGE) from None
    try:
        code = job.run()
    except (CleancopyError, OSError) as error:
        click.echo(f"Error: the run broke off: {error}", err=True)
        code = BROKEN
    # The thread that reads may wait for standard input, and an interpreter that ends would wait for it.
    sys.stderr.flush()
    os._exit(code)
