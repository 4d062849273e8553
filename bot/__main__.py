"""The `afterword` command. What a command needs is imported when it runs, so that `--help` is quick."""

import os
from collections.abc import Callable, Coroutine
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="afterword",
    help="Answers a community's questions in the author's own words, and hands the author those that nobody"
    " has answered yet.",
    epilog="Settings are read from the environment and from .env; .env.example lists them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Community = Annotated[
    str | None, typer.Option(metavar="ID", help="The community to work on.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def _version(*, wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"afterword {version('afterword')}")
        except PackageNotFoundError:  # `python -m bot` in a checkout that nothing was installed from
            typer.echo("afterword, version unknown")
        raise typer.Exit


@app.callback()
def _every_command(
    context: typer.Context,
    *,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the full trace when something goes wrong.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    context.obj = debug


def _leave(
    context: typer.Context, work: Callable[[Any], Coroutine[Any, Any, int | None]], **overrides: object
) -> None:
    """Do `work` with the settings inside the error edge, and leave with its status."""
    from bot.commands.edge import run

    given = {name: value for name, value in overrides.items() if value is not None}
    raise typer.Exit(run(work, debug=context.obj, **given))


@app.command()
def chat(
    context: typer.Context,
    *,
    sample: Annotated[
        bool, typer.Option("--sample", help="Import the bundled sample if nothing is there yet.")
    ] = False,
    community: Community = None,
) -> None:
    """Chat in the terminal, or answer piped lines."""
    from bot.commands.chat import chat

    _leave(context, lambda settings: chat(settings, sample=sample), community=community)


@app.command()
def run(context: typer.Context) -> None:
    """Join Discord as a bot and answer there until stopped; needs AFTERWORD_DISCORD_TOKEN."""
    from bot.commands.run import run

    _leave(context, run)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION")],
    *,
    as_json: AsJson = False,
    community: Community = None,
) -> None:
    """Ask one question."""
    from bot.commands.ask import ask

    _leave(context, lambda settings: ask(settings, " ".join(question), as_json=as_json), community=community)


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False)],
    *,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="The post's author, if it does not say.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the post stands, if it does not say.")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Publish all drafts without a review.")] = False,
    as_json: AsJson = False,
    community: Community = None,
) -> None:
    """Read posts and their comments into drafts."""
    from bot.commands.importing import import_files

    if url is not None and len(files) > 1:
        raise typer.BadParameter("one address cannot belong to several files", param_hint="--url")
    _leave(
        context,
        lambda settings: import_files(
            settings, files, author=author, url=url, approve=approve, as_json=as_json
        ),
        community=community,
    )


@app.command()
def drafts(
    context: typer.Context,
    *,
    only_list: Annotated[bool, typer.Option("--list", help="Only list them.")] = False,
    community: Community = None,
) -> None:
    """Review what imported documents yielded."""
    from bot.commands.curating import drafts

    _leave(context, lambda settings: drafts(settings, only_list=only_list), community=community)


@app.command()
def queue(context: typer.Context, *, as_json: AsJson = False, community: Community = None) -> None:
    """List the questions that wait for the author."""
    from bot.commands.curating import queue

    _leave(context, lambda settings: queue(settings, as_json=as_json), community=community)


@app.command()
def export(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file.", show_default=False)
    ] = None,
    community: Community = None,
) -> None:
    """Write everything as JSON."""
    from bot.commands.curating import export

    _leave(context, lambda settings: export(settings, out), community=community)


@app.command("eval")
def evaluate(
    context: typer.Context,
    bank: Annotated[Path, typer.Argument(metavar="BANK", show_default=False)],
    queries: Annotated[Path, typer.Argument(metavar="QUERIES", show_default=False)],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="RESULTS", help="Where the decisions go, one JSON object a line.", show_default=False
        ),
    ] = None,
    curve: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.png",
            help="Draw how often answers are right against how many are given, and print it as a table.",
            show_default=False,
        ),
    ] = None,
    glossary: Annotated[
        str | None,
        typer.Option(metavar="none|FILE", help="Without a glossary, or with this one.", show_default=False),
    ] = None,
) -> None:
    """Measure the answers to labelled questions.

    They go through the whole pipeline, in a throw-away database.
    """
    from bot.commands.evaluate import evaluate

    _leave(
        context, lambda settings: evaluate(settings, bank, queries, out=out, picture=curve), glossary=glossary
    )


@app.command()
def migrate(context: typer.Context) -> None:
    """Bring the database up to this version."""
    from bot.commands.migrate import migrate_database

    _leave(context, migrate_database)


@app.command()
def doctor(context: typer.Context) -> None:
    """Check that everything is in order."""
    from bot.commands.doctor import diagnose
    from bot.commands.edge import guard

    raise typer.Exit(guard(diagnose, debug=context.obj))


def main() -> None:
    """Run the command line and leave with its exit status."""
    # A question's matrix product is too small to share: on a busy machine it would wait for its second thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()


if __name__ == "__main__":
    main()
