"""Tables from spreadsheets and back: CSV as offices save it, and xlsx. Everything is text on the way in."""

import csv
import importlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import gettext
from xlsxwriter import Workbook

from grants import clock
from grants.errors import Invalid

MOST_ROWS = 5000
MOST_COLUMNS = 256  # files often say that they have 16,384, and every row would be filled up to there
MOST_UNPACKED = 40 * 1024 * 1024
# Tags of an xlsx: four for a cell, four for a text that others share, and all are held in memory.
MOST_MARKS = 600_000
LARGEST_CSV = 10 * 1024 * 1024  # two kilobytes for each row; one row of more would fill the memory by itself
BOM = "\ufeff"
RUN = ("=", "+", "-", "@", "\t", "\r")  # what a cell begins with that is run rather than shown


@dataclass(frozen=True)
class Sheet:
    """A table: its heading, and its rows with the numbers they have in the file."""

    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(content: bytes) -> Sheet:
    """The first sheet of an xlsx file, or a CSV in UTF-8 or GB 18030. Raises Invalid with a sentence."""
    lines = xlsx_lines(content) if content.startswith(b"PK\x03\x04") else csv_lines(content)
    filled = ((n, tuple(line)) for n, line in enumerate(lines, 1) if any(line))
    numbered = list(islice(filled, MOST_ROWS + 2))  # no further than to know that there are more
    if len(numbered) < 2:
        raise refused(gettext("表中没有数据。第一行应为栏目名称，数据从第二行开始；可先下载模板。"))
    if len(numbered) > MOST_ROWS + 1:
        raise refused(gettext("一次最多导入 %(most)d 行，请分成几个文件。", most=MOST_ROWS))
    (_first, heading), *rows = numbered
    return Sheet(heading, tuple(rows))


def refused(sentence: str) -> Invalid:
    return Invalid({"file": [sentence]})


def csv_lines(content: bytes) -> Iterator[list[str]]:
    """Cells as text, row by row as they are asked for."""
    if len(content) > LARGEST_CSV:
        most = LARGEST_CSV // (1024 * 1024)
        raise refused(gettext("表格超过 %(most)s MB，请分成几个文件，或删去无关的内容。", most=most))
    text = decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [cell.strip() for cell in line[:MOST_COLUMNS]]
    except csv.Error as error:
        raise refused(gettext("不是完整的 CSV 文件（引号没有配对），请重新导出。")) from error


def decoded(content: bytes) -> str:
    """Text of a CSV: UTF-8 where it can be, else GB 18030, which older offices' programs write."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix(BOM)  # GB 18030 has a mark of its own
    raise refused(gettext("无法识别文件：请上传 xlsx，或以 UTF-8、GB18030 编码保存的 CSV。"))


def xlsx_lines(content: bytes) -> list[list[str]]:
    """Cells as text; an archive that unpacks into something monstrous is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if is_monstrous(archive):
                raise refused(gettext("文件展开后过大，请删去图片和多余的工作表，或分成几个文件。"))
        book = openpyxl().load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        inside = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS}
        rows = book.worksheets[0].iter_rows(values_only=True, **inside)
        lines = [trimmed([as_text(cell) for cell in line]) for line in rows]
        book.close()
    except Invalid:
        raise
    except Exception as error:  # the library answers a broken file with whatever it stumbles over
        raise refused(gettext("无法打开这个 xlsx 文件，请用表格软件另存后重试。")) from error
    return lines


def is_monstrous(archive: zipfile.ZipFile) -> bool:
    """Whether it unpacks into more than any table needs: in bytes, or in tags, of which 80 KB can hold millions."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        return True
    return sum(archive.read(entry).count(b"<") for entry in entries) > MOST_MARKS


def trimmed(line: list[str]) -> list[str]:
    """The line up to its last cell that says something."""
    return line[: next((place for place in range(len(line), 0, -1) if line[place - 1]), 0)]


def openpyxl() -> Any:
    """The library that reads such files, loaded when the first one comes: it costs a fifth of a second and 11 MiB,
    which a web process that only serves pages need not hold."""
    return importlib.import_module("openpyxl")


def as_text(value: Any) -> str:
    """A cell as somebody would have typed it: days ISO, numbers exact and without needless zeros."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return "" if value is None else str(value).strip()


def xlsx(title: str, heading: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> bytes:
    """An xlsx file of one sheet. Texts stay texts: one that begins with = is never a formula."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_numbers": False}) as book:
        fill(book, title, heading, rows, widths)
    return stream.getvalue()


def save_xlsx(
    target: Path, title: str, heading: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    """The same as a file that may be long: each row is written as it comes and none is held in memory."""
    with Workbook(str(target), {"constant_memory": True, "strings_to_numbers": False}) as book:
        fill(book, title, heading, rows, widths)


def fill(
    book: Workbook, title: str, heading: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    book.set_properties({"created": clock.now()})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    bold = book.add_format({"bold": True, "bg_color": "#EFE6DC", "text_wrap": True, "valign": "vcenter"})
    for place, label in enumerate(heading):
        sheet.write_string(0, place, label, bold)
    money = book.add_format({"num_format": "#,##0.00"})
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            write(sheet, number, place, value, money)


def in_yuan(fen: int) -> Decimal:
    """A sum for a cell: yuan, exact, to be added up by whoever opens the table."""
    return Decimal(fen).scaleb(-2)


def write(sheet: Any, row: int, column: int, value: Any, money: Any) -> None:
    """A number as a number, a sum with its two places, nothing as nothing, everything else as text."""
    if isinstance(value, Decimal):
        sheet.write_number(row, column, value, money)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV that a spreadsheet program opens with its Chinese whole: UTF-8 with its mark. Texts stay texts."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heading)
    writer.writerows([unrun(value) for value in row] for row in rows)
    return (BOM + stream.getvalue()).encode()


def unrun(value: Any) -> Any:
    """A text that a spreadsheet program would run as a formula, with the mark that makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RUN) else value
