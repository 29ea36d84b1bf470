"""Tables as offices save them, read as text and written as text."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from grants.errors import Invalid
from grants.services import sheets

CONTENTS = [
    ("utf-8 with its mark", "\ufeff发明名称,专利号\n一种装置,1\n".encode()),
    ("utf-8 without", "发明名称,专利号\r\n一种装置,1\r\n".encode()),
    ("gb18030", "发明名称,专利号\n一种装置,1\n".encode("gb18030")),
    ("gb18030 with its mark", "\ufeff发明名称,专利号\n一种装置,1\n".encode("gb18030")),
    ("tabs", "发明名称\t专利号\n一种装置\t1\n".encode()),
    ("xlsx", sheets.xlsx("表", ("发明名称", "专利号"), [("一种装置", 1)], (10, 10))),
]


@pytest.mark.parametrize("content", [c[1] for c in CONTENTS], ids=[c[0] for c in CONTENTS])
def test_tables_are_read_as_offices_save_them(app, content):
    assert sheets.read(content) == sheets.Sheet(("发明名称", "专利号"), ((2, ("一种装置", "1")),))


def with_part(part: str, content: bytes) -> bytes:
    """A file of a spreadsheet program in which this part is another."""
    whole, made = io.BytesIO(CONTENTS[-1][1]), io.BytesIO()
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(made, "w") as damaged:
        for name in archive.namelist():
            damaged.writestr(name, content if name == part else archive.read(name))
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff",
        b"PK\x03\x04broken",
        "只有标题\n".encode(),
        b'a,"b\n',
        with_part("xl/worksheets/sheet1.xml", b"<worksheet"),
        with_part("[Content_Types].xml", b""),
        with_part("xl/sharedStrings.xml", b" " * (sheets.MOST_UNPACKED + 1)),
    ],
)
def test_what_is_no_table_is_refused_in_words(app, content):
    with pytest.raises(Invalid) as refused:
        sheets.read(content)
    assert "file" in refused.value.faults


def test_a_sheet_that_claims_to_be_as_wide_as_can_be_is_read_no_wider_than_any_table(app):
    cells = b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="B2"><v>1</v></c></row>'
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    claimed = b'<worksheet %s><dimension ref="A1:XFD2"/><sheetData>%s</sheetData></worksheet>' % (
        space,
        cells,
    )
    found = sheets.read(with_part("xl/worksheets/sheet1.xml", claimed))
    assert (found.heading, found.rows) == (("a",), ((2, ("", "1")),))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a\n" * (sheets.MOST_ROWS + 9) + b'"', "最多导入"),
        (b"a," * (sheets.LARGEST_CSV // 2 + 1), "MB，请分成几个文件"),
        (with_part("xl/worksheets/sheet1.xml", b"<c/>" * (sheets.MOST_MARKS + 1)), "展开后过大"),
    ],
    ids=["more rows than are read", "a row as long as a file", "millions of cells in 80 KB"],
)
def test_a_table_that_is_too_much_is_not_read_to_its_end(app, content, sentence):
    """27 MB of short rows took two minutes and three gigabytes, 80 KB of empty cells half a minute and two."""
    with pytest.raises(Invalid, match=sentence):
        sheets.read(content)


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(text):
    made = sheets.csv_bytes(("甲", "乙", "丙"), [(text, -1, "专利")]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(made.partition("\r\n")[2], newline=""))) == [f"'{text}", "-1", "专利"]


def test_a_text_that_looks_like_a_formula_stays_text(app):
    made = sheets.xlsx("表", ("甲", "乙"), [('=HYPERLINK("x")', 1)], (10, 10))
    assert sheets.read(made).rows == ((2, ('=HYPERLINK("x")', "1")),)


def test_a_sum_is_a_number_with_its_two_places(app):
    content = sheets.xlsx("表", ["金额"], [[sheets.in_yuan(300_007)], [sheets.in_yuan(300_000)]], [14])
    cells = [row[0] for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2)]
    assert [(cell.value, cell.number_format) for cell in cells] == [(3000.07, "#,##0.00"), (3000, "#,##0.00")]
