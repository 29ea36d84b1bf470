"""What is too large to be taken in: told with its files and their sizes, while what was typed beside them is kept.

The whole of it is read, up to a limit, though its files are only weighed: a browser that is still sending when it is
answered shows a broken connection in place of the answer.
"""

from dataclasses import dataclass, field

from flask import current_app, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import get_input_stream

from grants.services.content import LARGEST
from grants.texts import megabytes

MOST_READ = 8  # times what is taken in
MOST_NAMED = 5


@dataclass
class Weighed:
    """In place of a file: how much was written to it."""

    name: str
    size: int = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)

    def seek(self, _offset: int) -> int:
        return 0


@dataclass(frozen=True)
class Refused:
    """What was posted and not taken in: its size in bytes where it is told beforehand, what was typed, the files."""

    size: int
    typed: MultiDict = field(default_factory=MultiDict)
    files: tuple[Weighed, ...] = ()


def refused() -> Refused:
    """What this request brought."""
    size, limit = request.content_length or 0, current_app.config["MAX_CONTENT_LENGTH"]
    if not limit < size <= MOST_READ * limit:  # a text too long, or much too much
        return Refused(size)
    files: list[Weighed] = []

    def weighing(filename: str | None, **_told: object) -> Weighed:
        files.append(Weighed(filename or ""))
        return files[-1]

    config = current_app.config
    parser = FormDataParser(
        weighing,  # type: ignore[arg-type]  # of a file it needs no more
        max_form_memory_size=config["MAX_FORM_MEMORY_SIZE"],
        max_form_parts=config["MAX_FORM_PARTS"],
    )
    stream = get_input_stream(request.environ, max_content_length=MOST_READ * limit)
    try:
        _, typed, _ = parser.parse(stream, request.mimetype, size, request.mimetype_params)
    except RequestEntityTooLarge:
        return Refused(size)
    return Refused(size, typed, tuple(file for file in files if file.name))


def sentences(brought: Refused, kept: bool) -> tuple[str, ...]:
    """What was too large, what the limit is, and what to do; `kept` where what was typed is shown again."""
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if brought.size <= limit:
        text = megabytes(current_app.config["MAX_FORM_MEMORY_SIZE"])
        return (gettext("填写的文字或行数太多，一次最多 %(limit)s，没有收下。请删减后再提交。", limit=text),)
    told = gettext(
        "这次提交共 %(size)s，一次最多 %(limit)s，没有收下。",
        size=megabytes(brought.size),
        limit=megabytes(limit),
    )
    largest = sorted(brought.files, key=lambda file: -file.size)[:MOST_NAMED]
    named = [gettext("“%(name)s”%(size)s", name=file.name, size=megabytes(file.size)) for file in largest]
    listed = [gettext("其中最大的文件：%(files)s。", files=gettext("、").join(named))] if named else []
    return (told, *listed, what_to_do(kept))


def what_to_do(kept: bool) -> str:
    most = megabytes(LARGEST)
    if kept:
        return gettext(
            "填写的内容没有丢失：请重新打开，再选文件。每个文件不超过 %(most)s；文件多的，先传一部分并保存，再传其余。",
            most=most,
        )
    return gettext("请返回上一页，换成较小的文件，或分几次上传。每个文件不超过 %(most)s。", most=most)
