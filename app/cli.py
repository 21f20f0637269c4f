"""The command line: `cleancopy serve`, `cleancopy clean`, `cleancopy bulk` and `cleancopy rules`.

Every command imports what it needs by itself: a worker process imports this module too, because it is the
program's main one, and has no use for a web server.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Any

import click

from app import __version__
from app.bulk.command import BROKEN, DONE, FAILED, USAGE, clean
from app.errors import CleancopyError


@click.group()
@click.version_option(__version__, prog_name="cleancopy")
def main() -> None:
    """Cleancopy: raw HTML or scraped text in, the article out."""


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on; 0 takes a free one.")
@click.option("--unix-socket", help="Path of a Unix socket to listen on, instead of host and port.")
@click.option("--tls-cert-file", help="Certificate of the service and its chain, as PEM: turns TLS on.")
@click.option("--tls-key-file", help="Its private key, as PEM; default: in the certificate's file.")
@click.option("--tls-client-ca-file", help="Authorities, as PEM, of which each client needs a certificate.")
@click.option("--api-keys-file", help="File with API keys, one a line.")
@click.option("--workers", type=int, help="Number of worker processes.")
@click.option("--rules-dir", type=click.Path(path_type=Path), help="Folder with rule packs of your own.")
@click.option("--log-level", help="debug, info, warning or error.")
def serve(**given: object) -> None:
    """Run the service. What is not given here comes from the CLEANCOPY_ variables (docs/settings.md)."""
    # As the first process of a container it would not even notice SIGTERM before uvicorn listens to it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from app.settings import load_settings, unknown_variables  # noqa: PLC0415 (see the module)
    from app.workers.worker import start_fork_server  # noqa: PLC0415

    for name in unknown_variables():
        click.echo(f"warning: {name} is no setting of Cleancopy", err=True)
    try:
        settings = load_settings(**given)
        start_fork_server()  # it has most to load, and can while this process imports its web server
        from app.serve import serve as run  # noqa: PLC0415

        run(settings, lambda address: click.echo(f"Cleancopy listens on {address}"))
    except CleancopyError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("source", metavar="INPUT")
@click.argument("output")
@click.option("--address", help="A Ray cluster, such as auto or host:6379. Default: Ray on this machine.")
@click.option(
    "--actors", type=click.IntRange(1), help="Number of actors. Default: as many as there are cores."
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Worker processes, and cores, an actor.",
)
@click.option(
    "--split-mb",
    type=click.IntRange(1),
    default=1024,
    show_default=True,
    help="Larger files are shared among actors: stored size, in MiB, of what one cleans at a time.",
)
@click.option("--rules-dir", type=click.Path(path_type=Path), help="Folder with rule packs of your own.")
@click.option(
    "--format",
    "body",
    type=click.Choice(["text", "markdown"]),
    default="text",
    help="How bodies are written.",
)
@click.option("--explain", is_flag=True, help="Add the blocks of each page, and what struck them.")
def bulk(source: str, output: str, rules_dir: Path | None, split_mb: int, **given: Any) -> None:
    """Clean the WARC, JSONL and Parquet files of the folder INPUT with Ray, to Parquet in the folder OUTPUT.

    Both are paths or URIs (s3://, gs://, ...). Run again, it goes on where it was interrupted. Exits with 0
    if all were cleaned, 1 if some failed, 2 if nothing was begun, 3 if it broke off. Settings are those
    of the service (docs/settings.md); docs/cluster.md tells the rest.
    """
    try:
        from app.bulk.cluster import command  # noqa: PLC0415 (see the module)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"bulk needs {error.name}: pip install 'cleancopy[ray]'") from None
    from app.bulk.cluster.job import Fleet  # noqa: PLC0415

    fleet = Fleet(given["address"], given["actors"], given["workers"])
    try:
        job = command.job_of(source, output, rules_dir, body=given["body"], explain=given["explain"])
        total, seconds = command.run_job(job, fleet, split_mb)
    except (CleancopyError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(BROKEN if isinstance(error, OSError) else USAGE) from None
    click.echo(command.table(total, seconds))
    if total.unfinished:
        why = total.error or "their actors were lost, or their files could not be read"
        click.echo(f"Error: {total.unfinished} shards are left for another run: {why}", err=True)
        raise click.exceptions.Exit(BROKEN)
    raise click.exceptions.Exit(FAILED if total.failures else DONE)


@main.group()
def rules() -> None:
    """The rules that strike what is not part of an article."""


@rules.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check the rule packs in FOLDER as the service would at its start."""
    from app.clean.rules import load_rules  # noqa: PLC0415 (see the module)

    try:
        ours = len(load_rules(None).rules)
        all_rules = load_rules(folder).rules
    except CleancopyError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{folder}: {len(all_rules) - ours} rules, all in order")


@rules.command(name="list")
@click.option("--rules-dir", type=click.Path(path_type=Path), help="Folder with rule packs of your own.")
def list_rules(rules_dir: Path | None) -> None:
    """List the rules: id, languages, and why each strikes."""
    from app.clean.rules import load_rules  # noqa: PLC0415 (see the module)

    try:
        loaded = load_rules(rules_dir)
    except CleancopyError as error:
        raise click.ClickException(str(error)) from None
    for rule in loaded.rules:
        click.echo(f"{rule.id}\t{' '.join(rule.languages)}\t{rule.why}")


@rules.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--url", help="Show only what is for the page at this address.")
@click.option("--tests", is_flag=True, help="Show the test addresses, and what the body must contain.")
def sites(folder: Path, url: str | None, tests: bool) -> None:
    """Check the rules for single sites in FOLDER as the service would at its start, and list the files.

    Ends with 1 if anything is broken. Nothing is fetched.
    """
    from app.clean.site.folder import SUFFIX, load_sites  # noqa: PLC0415 (see the module)

    try:
        loaded = load_sites(folder)
    except CleancopyError as error:
        raise click.ClickException(str(error)) from None
    for host in loaded.files if url is None else loaded.hosts(url):
        directives = loaded.directives(host)
        click.echo(f"{host}{SUFFIX}\t{len(directives)} directives")
        for directive in directives if tests else ():
            if directive.name in ("test_url", "test_contains"):
                click.echo(f"\t{directive.name}\t{directive.value}")
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{folder}: {len(loaded.files)} files in use, {loaded.broken} with something broken")
    if loaded.broken:
        raise click.exceptions.Exit(1)


main.add_command(clean)


if __name__ == "__main__":
    main()
