"""The objects of a laid-out paper turned into bytes, each once.

The layout engine writes every object twice, for the file and again for the file's identifier, and packs it both times
as tight as can be: a seventh of all a certificate costs. Here each is packed before, at a level that takes a third of
the time and one part in a hundred more room.
"""

import zlib

import pydyf
from weasyprint import Document

LEVEL = 6


class Packed(pydyf.Object):
    """An object of which nothing but its bytes is left, the same in every file."""

    compressible = False  # as a part of a stream of objects
    data = b""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data
        self.extra: dict = {}  # nothing in it still waits for a reference


def pack(_document: Document, pdf: pydyf.PDF) -> None:
    """What the layout engine calls before it writes a file."""
    pdf.objects[:] = [one if one.free == "f" else packed(one) for one in pdf.objects]


def packed(one: pydyf.Object) -> Packed:
    """The same object in the same place of its file."""
    tight = isinstance(one, pydyf.Stream) and one.compress
    made = Packed(squeezed(one) if tight else one.data)
    made.number, made.generation, made.compressible = one.number, one.generation, one.compressible
    return made


def squeezed(stream: pydyf.Stream) -> bytes:
    """The bytes of a stream that the engine has not packed yet."""
    stream.compress = False
    _head, mark, body = stream.data.partition(b"\nstream\n")
    content = zlib.compress(body.removesuffix(b"\nendstream"), LEVEL)
    stream.extra |= {"Filter": "/FlateDecode", "Length": len(content)}
    return b"".join((pydyf.Dictionary(stream.extra).data, mark, content, b"\nendstream"))
