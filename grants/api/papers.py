"""Papers: what is known of one, and its bytes."""

from io import BytesIO
from typing import Any

from flask import Response, g, send_file

from grants.api import shapes
from grants.api.operations import operation
from grants.database import writing
from grants.services import openings, papers
from grants.texts import N_

PAPER = "/papers/<int:paper_id>"


@operation("GET", PAPER, N_("一份文书"), tag=N_("文书"), answer=shapes.PAPER)
def one_paper(paper_id: int) -> Any:
    """What is known of a paper."""
    return papers.paper(g.viewer, paper_id)


@operation(
    "GET", f"{PAPER}/content", N_("文书的原始字节（PDF）"), tag=N_("文书"), media_type="application/pdf"
)
def paper_content(paper_id: int) -> Response:
    """The exact bytes that were prepared; released, with their signature. Opened by its unit it counts as read."""
    paper, content = papers.paper_bytes(g.viewer, paper_id)
    if note := openings.to_note(g.viewer, paper):
        with writing():
            note()
    return send_file(
        BytesIO(content), "application/pdf", download_name=f"{paper.number}.pdf", etag=paper.sent_digest
    )
