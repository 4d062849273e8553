"""The error edge of the command line: an exit status and one sentence, never a traceback."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any

from bot.errors import sentence
from bot.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.settings import Settings

FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def run(
    work: Callable[[Settings], Coroutine[Any, Any, int | None]], *, debug: bool = False, **overrides: object
) -> int:
    """Load the settings, do `work`, and return the exit status."""

    def do() -> int | None:
        return asyncio.run(work(load_settings(**overrides)))

    return guard(do, debug=debug)


def guard(do: Callable[[], int | None], *, debug: bool = False) -> int:
    """Call `do` and return the exit status; what goes wrong becomes one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an ASCII terminal shows ? instead of failing
    try:
        status = do()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # `afterword export | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, asyncio.CancelledError):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the error edge: a fault of ours becomes a sentence too
        return _told(error, debug=debug)
    return status or 0


def _told(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    else:
        print(sentence(error), file=sys.stderr)
    return FAILED
