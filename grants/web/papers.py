"""Papers: their bytes for who may read them, and the public page that says whether one is genuine."""

from io import BytesIO

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for

from grants.database import writing
from grants.extensions import limiter
from grants.services import papers, readings, unmasking
from grants.web.filters import paper_label

blueprint = Blueprint("papers", __name__)


@blueprint.get("/papers/<int:paper_id>.pdf")
def read(paper_id: int):
    """The stored bytes, shown in the browser."""
    paper, content = papers.paper_bytes(g.viewer, paper_id)
    if unmasking.reading_noted(g.viewer, paper):
        with writing():
            unmasking.note_reading(g.viewer, paper_id)
    elif readings.to_note(g.viewer, paper):
        with writing():
            readings.note(g.viewer, paper_id)
    return send_file(
        BytesIO(content),
        mimetype="application/pdf",
        download_name=f"{paper.number}.pdf",
        etag=paper.sent_digest,
    )


@blueprint.get("/verify")
def verify():
    """Type the short code printed on the paper."""
    code = request.args.get("code", "").strip()
    if code:
        return redirect(url_for(".verdict", code=code[:40]))
    return render_template("papers/verify.html", code="", verdict=None)


@blueprint.get("/verify/<code>")
@limiter.limit("30 per minute")
def verdict(code: str):
    """What the register says of this code; an unknown one is answered in words and with 404."""
    found = papers.verify(code)
    label = paper_label(found.kind) if found else ""
    page = render_template("papers/verify.html", code=code, verdict=found, label=label)
    return page, 200 if found else 404
