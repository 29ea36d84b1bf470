"""Many papers bound into one file to be printed on both sides of the sheet."""

from pathlib import Path

from pypdfium2 import PdfDocument


def bind(papers: list[Path], target: Path) -> None:
    """These papers one after another in one PDF; each begins on the front of a sheet.

    A paper with an odd number of pages is followed by an empty one of its last page's size.
    """
    whole = PdfDocument.new()
    for path in papers:
        paper = PdfDocument(path)
        whole.import_pages(paper)
        if len(paper) % 2:
            whole.new_page(*paper.get_page_size(len(paper) - 1))
        paper.close()
    whole.save(target)
    whole.close()
