"""What several commands take: where the data is, how much to tell, and the filters of a view."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.view import View

F = TypeVar("F", bound="Callable[..., Any]")


@dataclass(slots=True)
class Call:
    """What is common to all commands of one call."""

    data: Path | None = None
    store: str | None = None
    verbosity: int = 0

    def folder(self) -> Path:
        """Return the folder of records. Raises CallError when there is none."""
        from kg import settings  # noqa: PLC0415 - not for `kg --help`

        folder = self.data or settings.data_folder()
        if not folder.is_dir():
            msg = f"no folder of records '{folder}' (name one with --data FOLDER or KG_DATA)"
            raise CallError(msg)
        return folder

    def say(self, message: str, level: int = 0) -> None:
        """Write to standard error: level 0 unless quiet, level 1 when told to be verbose."""
        if self.verbosity >= level:
            click.echo(message, err=True)


def call_of(context: click.Context) -> Call:
    """Return what is common to this call."""
    return context.find_root().ensure_object(Call)


def common(data: bool = True, store: bool = True) -> Callable[[F], F]:
    """Add the options that stand before or after the name of a command, and mean the same."""

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
            if value is not None:
                setattr(call_of(context), name, value)

        return callback

    def louder(context: click.Context, _: click.Parameter, value: int) -> None:
        call_of(context).verbosity += value

    def quieter(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            call_of(context).verbosity = -1

    def decorate(function: F) -> F:
        function = click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=quieter,
            help="Tell errors only.",
        )(function)  # fmt: skip
        function = click.option(
            "-v", "--verbose", count=True, expose_value=False, callback=louder,
            help="Tell what is being done.",
        )(function)  # fmt: skip
        if store:
            function = click.option(
                "--store", metavar="STORE", expose_value=False, callback=keep("store"),
                help="memory: (made from the records; the default) or oxigraph:PATH (a store made "
                "by kg build) or sparql+http://… (another engine). Also KG_STORE.",
            )(function)  # fmt: skip
        if data:
            function = click.option(
                "--data", metavar="FOLDER", type=click.Path(path_type=Path), expose_value=False,
                callback=keep("data"), help="Folder of records. Also KG_DATA.",
            )(function)  # fmt: skip
        return function

    return decorate


def view_options(function: F) -> F:
    """Add the options of a view; they reach the function as one argument ``view``."""
    disputed = click.option("--disputed", is_flag=True, help="Events that somebody disputes.")
    return disputed(_taking((*_KNOWLEDGE, *_FILTERS))(function))


def knowledge_options(function: F) -> F:
    """Add the options of a view that has no filters; they come as one argument ``view``."""
    return _taking(_KNOWLEDGE)(function)


_Option = tuple[tuple[str, ...], str, str, str]


def _taking(options: tuple[_Option, ...]) -> Callable[[F], F]:
    import functools  # noqa: PLC0415 - with the next line, for commands that have a view only

    from kg.view import View  # noqa: PLC0415

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def with_view(*args: Any, **given: Any) -> Any:
            params: dict[str, list[str]] = {}
            for _, target, _, _ in options:
                value = given.pop(target.replace("-", "_"))
                params[target] = list(value) if isinstance(value, tuple) else [value or ""]
            params["disputed"] = ["1" if given.pop("disputed", False) else ""]
            return function(*args, view=View.of_params(params), **given)

        for names, target, metavar, text in reversed(options):
            many = target.endswith("s")
            with_view = click.option(
                *names, target.replace("-", "_"), metavar=metavar, multiple=many, help=text
            )(with_view)
        return with_view  # type: ignore[return-value]

    return decorate


_MANY = "Several: with commas, or the option again."
_KNOWLEDGE: tuple[_Option, ...] = (
    (("--as-of",), "as-of", "DAY", "What was known on a day, and nothing that came out later."),
    (
        ("--policy",),
        "policy",
        "POLICY",
        "Which of competing values stands: editor (the default), earliest, corroborated, or "
        "party:ID (as a side tells it).",
    ),
    (
        ("--recorded",),
        "recorded",
        "DAY",
        "Records that had entered the dataset by a day, or for a release (its version).",
    ),
)
_FILTERS: tuple[_Option, ...] = (
    (("--track",), "tracks", "ID", f"Events of a track or of its parts. {_MANY}"),
    (("--kind",), "kinds", "KIND", f"Events of a kind. {_MANY}"),
    (("--status",), "statuses", "STATUS", f"Events whose latest status this is. {_MANY}"),
    (("--actor",), "actors", "ID", f"Events in which somebody took part. {_MANY}"),
    (("--topic",), "topics", "ID", f"Events on a topic. {_MANY}"),
    (("--from",), "start", "DAY", "Events that may have lasted until this day or longer."),
    (("--to",), "end", "DAY", "Events that may have begun on this day or before."),
    (("--text",), "text", "WORDS", "Events with these words in title or summary."),
)


def filtered(view: View) -> bool:
    """Tell whether the filters of a view leave anything out."""
    return bool(view.filters.params())
