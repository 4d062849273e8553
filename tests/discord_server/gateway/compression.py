"""The three ways in which the gateway sends text: plain, zlib-stream and zstd-stream."""

from __future__ import annotations

import zlib
from typing import Protocol

import zstandard


class Packer(Protocol):
    def pack(self, text: str) -> bytes | str: ...


class Plain:
    def pack(self, text: str) -> str:
        return text


class ZlibStream:
    """One zlib stream over the whole connection, flushed after each message."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def pack(self, text: str) -> bytes:
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """One zstd frame over the whole connection, a block ended after each message."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor().compressobj()

    def pack(self, text: str) -> bytes:
        head = self._stream.compress(text.encode())
        return head + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


PACKERS: dict[str, type[Packer]] = {"": Plain, "zlib-stream": ZlibStream, "zstd-stream": ZstdStream}
