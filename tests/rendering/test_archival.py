"""PDF/A-3u (ISO 19005-3), clause by clause, on papers as they are sent: signed. No validator of the standard comes
without a Java of its own, so what of it concerns papers like ours stands here."""

import io
from collections.abc import Iterator

import pypdf
import pytest
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from tests.proof import papers

pytestmark = pytest.mark.one_database
PRINTED, HIDDEN = 4, 2 + 32  # flags of annotations


@pytest.fixture(scope="module")
def paper() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(papers.signed()))


@pytest.fixture(scope="module")
def objects(paper) -> list:
    """Every object of the file."""
    numbers = {*paper.xref_objStm, *(number for part in paper.xref.values() for number in part)}
    return [paper.get_object(IndirectObject(number, 0, paper)) for number in sorted(numbers) if number]


def dictionaries(objects: list) -> Iterator[DictionaryObject]:
    return (found for found in objects if isinstance(found, DictionaryObject))


def test_the_file_is_open_and_identified(paper):
    """6.1.2, 6.1.3: header with binary comment, an identifier, no encryption."""
    data = papers.signed()
    assert data.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in data.splitlines()[1][1:5])
    assert paper.trailer["/ID"]
    assert not paper.is_encrypted


def test_no_stream_lies_outside_the_file_or_is_packed_by_lzw(objects):
    """6.1.7."""
    for found in objects:
        if isinstance(found, StreamObject):
            assert not {"/F", "/FFilter", "/FDecodeParms"} & set(found)
            assert "LZW" not in str(found.get("/Filter", ""))


def test_colours_are_what_the_output_intent_says(paper):
    """6.2.3, 6.2.4: one intent, an sRGB profile inside."""
    (intent,) = paper.root_object["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_every_font_is_inside_and_can_be_read_back(objects):
    """6.2.11.4 and, for level U, 6.2.11.7.2."""
    found = [each for each in dictionaries(objects) if each.get("/Type") == "/Font"]
    for font in found:
        if font["/Subtype"] == "/Type0":
            assert "/ToUnicode" in font
        else:
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
    assert found


def test_nothing_runs_and_nothing_hides(objects):
    """6.3.2, 6.5.1, 6.9: annotations are printed; no action but an address; no layers, no scripts."""
    for each in dictionaries(objects):
        assert not {"/JS", "/JavaScript", "/OCProperties", "/AA", "/OpenAction"} & set(each)
        if each.get("/Type") == "/Action" or "/URI" in each:
            assert each["/S"] == "/URI"
        if each.get("/Subtype") in ("/Link", "/Widget"):
            assert each["/F"] & PRINTED
            assert not each["/F"] & HIDDEN


def test_the_metadata_say_what_it_is_and_agree(paper):
    """6.6.2, 6.6.4."""
    said = paper.xmp_metadata.stream.get_data().decode()
    assert 'pdfaid:part="3"' in said or "<pdfaid:part>3<" in said
    assert 'pdfaid:conformance="U"' in said or "<pdfaid:conformance>U<" in said
    assert paper.metadata.title in said


def test_what_is_attached_says_what_it_is_to_the_paper(paper):
    """6.8: the record is an associated file of the catalogue, with its kind."""
    (number,) = {entry.idnum for entry in paper.root_object["/AF"]}
    record = paper.get_object(number)
    assert record["/AFRelationship"] == "/Data"
    assert record["/F"] == record["/UF"] == "record.json"
    assert record["/EF"]["/F"].get_object()["/Subtype"]
