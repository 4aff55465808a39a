"""The root of the commands: loads them when needed, and turns every failure into an exit status."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from kg.errors import DataError, ParleyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE


class Root(click.Group):
    """A group whose commands stand in modules that are imported when a command is asked for."""

    def __init__(self, *args: Any, commands_at: Mapping[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order in which help shows them."""
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command, or None when there is none of that name."""
        if cmd_name not in self.commands_at:
            return None
        module = import_module(self.commands_at[cmd_name][0])
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is told with those known."""
        if args and not args[0].startswith("-") and args[0] not in self.commands_at:
            known = ", ".join(self.commands_at)
            ctx.fail(f"no command '{args[0]}' (commands: {known})")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.commands_at.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and exit with its status; nothing foreseeable ends in a traceback."""
        completes = complete_var or "_KG_COMPLETE"
        if not standalone_mode or completes in os.environ:
            extra["windows_expand_args"] = windows_expand_args
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        sys.exit(self._status(list(sys.argv[1:] if args is None else args), extra))

    def _status(self, args: list[str], extra: dict[str, Any]) -> int:
        try:
            with self.make_context("kg", args, **extra) as context:
                self.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as error:
            return _flushed(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            return _told("interrupted", INTERRUPTED)
        except click.ClickException as error:
            error.show()
            return 2
        except DataError as error:
            count = len(error.problems)
            return _told(f"{error}\n{count} problem{'s' * (count != 1)} in the records", 1)
        except ParleyError as error:
            return _told(str(error), error.exit_code)
        except OSError as error:
            return _unwritten(error)
        except MemoryError:
            return _told("not enough memory for this", 2)
        return 0


def _told(message: str, status: int) -> int:
    click.echo(f"kg: {message}" if "\n" not in message else message, err=True)
    return status


def _flushed(status: int) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        return _unwritten(error)
    return status


def _unwritten(error: OSError) -> int:
    """Tell why a file or the output can't be used, and let Python close the output in peace."""
    if error.filename is None:
        # What is left in the buffer would fail once more when Python ends.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return PIPE_CLOSED  # the reader has had enough, as `head` has
    return _told(f"{error.filename or 'standard output'}: {error.strerror or error}", 2)
