"""Bytes in, text out, or a reason why not."""

from __future__ import annotations

import codecs
import re
import zlib

from knowledge.errors import DocumentRefused

MAX_BYTES = 20_000_000

PACKED = ".gz"

_GZIP = b"\x1f\x8b"
_GZIP_ALONE = 31  # zlib's word for data with gzip's header and sum
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP or Office",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, bidirectional overrides and invisible characters;
# the joiners stay, since emoji and some scripts need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_MARKUP = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml)\b", re.IGNORECASE)


def unpacked(data: bytes, name: str) -> bytes:
    """Return what is in a gzip file, at most one byte more than may be read; other data as it is.

    Raises:
        DocumentRefused: the file is cut off or damaged.
    """
    if not data.startswith(_GZIP):
        return data
    packed = zlib.decompressobj(_GZIP_ALONE)
    try:
        inside = packed.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise DocumentRefused(name, "binary", "a damaged gzip file") from error
    if len(inside) <= MAX_BYTES and not packed.eof:
        raise DocumentRefused(name, "binary", "a gzip file that breaks off")
    return inside


def read_text(data: bytes, name: str) -> str:
    """Return the text of a document with one kind of line end and nothing invisible in it.

    Raises:
        DocumentRefused: it is empty, too large, binary, wrongly encoded or a format of its own.
    """
    if len(data) > MAX_BYTES:
        raise DocumentRefused(name, "too large", f"{len(data):,} bytes, the limit is {MAX_BYTES:,}")
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", _decode(data, name)))
    if not text.strip():
        raise DocumentRefused(name, "empty")
    if _MARKUP.match(text):
        raise DocumentRefused(name, "unknown format", "HTML")
    return text


def _decode(data: bytes, name: str) -> str:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentRefused(name, "binary", f"a {kind} file")
    wide = data.startswith(_UTF16)
    if not wide and (nul := data.find(b"\0")) >= 0:
        raise DocumentRefused(name, "binary", f"a NUL byte at offset {nul:,}")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        kind = "UTF-16" if wide else "UTF-8"
        raise DocumentRefused(name, "encoding", f"not {kind} at byte {_offset(data, error):,}") from error


def _offset(data: bytes, error: UnicodeDecodeError) -> int:
    """Undo the codecs' habit of counting from behind the byte order mark."""
    skipped = len(data) - len(error.object)
    return skipped + error.start
