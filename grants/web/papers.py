"""Papers: their bytes, for who may read them."""

from io import BytesIO

from flask import Blueprint, g, send_file

from grants.database import writing
from grants.services import openings, papers
from grants.web.entrance import signed_in

blueprint = Blueprint("papers", __name__)
blueprint.before_request(signed_in)


@blueprint.get("/papers/<int:paper_id>.pdf")
def read(paper_id: int):
    """The stored bytes, shown in the browser."""
    paper, content = papers.paper_bytes(g.viewer, paper_id)
    if note := openings.to_note(g.viewer, paper):
        with writing():
            note()
    return send_file(
        BytesIO(content),
        mimetype="application/pdf",
        download_name=f"{paper.number}.pdf",
        etag=paper.sent_digest,
    )
