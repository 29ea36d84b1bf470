"""What a file says of itself: which paper's code is written in it, and how it differs from the one that was sent."""

import re
import zlib
from collections.abc import Iterator

CODE = re.compile(rb"verify(?:/|\\057)([0-9A-Z]{6,16})", re.IGNORECASE)
STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS = 300
LONGEST_STREAM = 200_000  # bytes looked at of each; what bears the code is far shorter


def codes_in(data: bytes) -> list[str]:
    """The codes of verification addresses in a PDF, each once: in its plain parts and in its packed ones.

    Nothing is interpreted, so a broken file is read as far as it goes.
    """
    found = (match[1].decode().upper() for part in parts(data) for match in CODE.finditer(part))
    return list(dict.fromkeys(found))


def parts(data: bytes) -> Iterator[bytes]:
    yield data
    for count, match in enumerate(STREAM.finditer(data)):
        if count == MOST_STREAMS:
            return
        start = match.end()
        try:
            yield zlib.decompressobj().decompress(data[start : start + LONGEST_STREAM], LONGEST_STREAM)
        except zlib.error:
            continue


def difference(data: bytes, sent: bytes) -> tuple[str, int, int]:
    """How a file differs from the one that was sent: (kind, how many bytes, the first that differs from 1).

    Kinds: `same`, `longer`, `cut`, `changed` (as long as the other), `other`.
    """
    if data == sent:
        return "same", 0, 0
    if data.startswith(sent):
        return "longer", len(data) - len(sent), len(sent) + 1
    if sent.startswith(data):
        return "cut", len(sent) - len(data), len(data) + 1
    if len(data) != len(sent):
        return "other", 0, 0
    places = [place for place, pair in enumerate(zip(data, sent, strict=True), 1) if pair[0] != pair[1]]
    return "changed", len(places), places[0]
