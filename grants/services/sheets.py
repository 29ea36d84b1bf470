"""Tables from spreadsheets and back: CSV as offices save it, and xlsx. Everything is text on the way in."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from grants.errors import Invalid

MOST_ROWS = 5000
MOST_UNPACKED = 100 * 1024 * 1024
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
    numbered = [(n, tuple(line)) for n, line in enumerate(lines, 1) if any(line)]
    if len(numbered) < 2:
        raise refused(gettext("表中没有数据。第一行应为栏目名称，数据从第二行开始；可先下载模板。"))
    if len(numbered) > MOST_ROWS + 1:
        raise refused(gettext("一次最多导入 %(most)s 行，请分成几个文件。", most=MOST_ROWS))
    (_first, heading), *rows = numbered
    return Sheet(heading, tuple(rows))


def refused(sentence: str) -> Invalid:
    return Invalid({"file": [sentence]})


def csv_lines(content: bytes) -> list[list[str]]:
    text = decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refused(gettext("不是完整的 CSV 文件（引号没有配对），请重新导出。")) from error
    return [[cell.strip() for cell in line] for line in found]


def decoded(content: bytes) -> str:
    """Text of a CSV: UTF-8 where it can be, else GB 18030, which older offices' programs write."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused(gettext("无法识别文件：请上传 xlsx，或以 UTF-8、GB18030 编码保存的 CSV。"))


def xlsx_lines(content: bytes) -> list[list[str]]:
    """Cells as text; an archive that unpacks into something monstrous is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MOST_UNPACKED:
            raise refused(gettext("文件展开后过大，请删去图片和多余的工作表。"))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [[as_text(cell) for cell in line] for line in first_sheet(book)]
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise refused(gettext("无法打开这个 xlsx 文件，请用表格软件另存后重试。")) from error
    return lines


def first_sheet(book: Workbook) -> Iterable[Sequence[Any]]:
    return book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2)


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([head(sheet, label) for label in heading])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def head(sheet: Any, label: str) -> WriteOnlyCell:
    made = cell(sheet, label)
    made.font, made.fill = Font(bold=True), PatternFill("solid", fgColor="FFEFE6DC")
    made.alignment = Alignment(wrap_text=True, vertical="center")
    return made


def cell(sheet: Any, value: Any) -> WriteOnlyCell:
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    return made


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
