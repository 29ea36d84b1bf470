"""What a file is by its content, whatever its name says; and every way in which it cannot be taken."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

import filetype
from flask_babel import gettext

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 200
SAMPLE = 8192


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name to people, its media type, and the endings its files have."""

    name: str
    label: str
    media_type: str
    endings: tuple[str, ...]


KINDS = {
    "pdf": Kind("pdf", "PDF", "application/pdf", ("pdf",)),
    "jpg": Kind("jpg", "JPG", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    "png": Kind("png", "PNG", "image/png", ("png",)),
}


def sample(stream: IO[bytes]) -> bytes:
    """The first bytes; the stream stands at its beginning again."""
    head = stream.read(SAMPLE)
    stream.seek(0)
    return head


def kind_of(head: bytes) -> Kind | None:
    """The kind its first bytes tell, of those that are ever taken."""
    found = filetype.guess(head)
    return KINDS.get(found.extension) if found else None


def faults_of(filename: str, head: bytes, accepted: Iterable[str]) -> list[str]:
    """Why a file with this beginning is not taken under this name; empty when it is."""
    kinds = [KINDS[name] for name in accepted]
    wanted = gettext("、").join(kind.label for kind in kinds)
    kind, ending = kind_of(head), ending_of(filename)
    if not head:
        return [gettext("文件“%(name)s”是空的，请检查后重新上传。", name=filename)]
    if kind is None:
        return [gettext("文件“%(name)s”的内容不是 %(wanted)s，不能接收。", name=filename, wanted=wanted)]
    if ending and ending not in kind.endings:
        return [contradiction(filename, ending, kind)]
    if kind not in kinds:
        label = kind.label
        return [
            gettext(
                "文件“%(name)s”是 %(kind)s，这里只接收 %(wanted)s。", name=filename, kind=label, wanted=wanted
            )
        ]
    return []


def contradiction(filename: str, ending: str, kind: Kind) -> str:
    return gettext(
        "文件“%(name)s”的扩展名是 .%(ending)s，内容却是 %(kind)s，两者不符；请核对是否选错文件，或改正扩展名。",
        name=filename,
        ending=ending,
        kind=kind.label,
    )


def too_large(filename: str) -> str:
    return gettext("文件“%(name)s”超过 20 MB，请压缩后再上传。", name=filename)


def ending_of(filename: str) -> str:
    stem, dot, ending = filename.rpartition(".")
    return ending.lower() if dot and stem else ""


def clean_name(filename: str) -> str:
    """A name to show and to save under: no folders, nothing invisible, not too long, its ending kept."""
    name = unicodedata.normalize("NFC", filename.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip(" .") or "file"
    if len(name) <= LONGEST_NAME:
        return name
    ending = ending_of(name)[:10]
    return f"{name[: LONGEST_NAME - len(ending) - 1]}.{ending}" if ending else name[:LONGEST_NAME]
