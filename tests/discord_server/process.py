"""A bot as a process of its own: started, watched and stopped."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]


@dataclass(eq=False)
class BotProcess:
    """A running bot and what it has written so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)

    @property
    def log(self) -> str:
        return "\n".join(self.lines)

    async def writes(self, text: str, timeout: float = 10.0) -> None:
        """Wait until the bot has written something."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while text not in self.log:
            assert loop.time() < deadline, f"the bot did not write {text!r}, only:\n{self.log}"
            assert self.process.returncode is None or text in self.log, f"the bot ended:\n{self.log}"
            await asyncio.sleep(0.01)

    async def stop(self, timeout: float = 5.0) -> int:
        """Ask it to leave and return its status; it has five seconds."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), timeout)

    async def kill(self) -> None:
        """End it without a warning, as a power cut does."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def bot_process(
    command: Sequence[str | Path], environment: Mapping[str, str], folder: Path | None = None
) -> AsyncIterator[BotProcess]:
    """Run a bot while the block runs; standard output and error are kept together, line by line."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWORD_")}
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
    )
    bot = BotProcess(process)
    reading = asyncio.create_task(_read(bot))
    try:
        yield bot
    except BaseException:
        await bot.kill()
        await reading
        print(bot.log)  # noqa: T201 - pytest shows it with the failure
        raise
    await bot.kill()
    await reading


async def _read(bot: BotProcess) -> None:
    assert bot.process.stdout is not None
    async for line in bot.process.stdout:
        bot.lines.append(line.decode(errors="replace").rstrip())
