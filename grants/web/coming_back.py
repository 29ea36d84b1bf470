"""Where somebody comes back to whose button was refused: the page it stands on, which says why nothing was done.

What was typed into a form stays on its page by other ways; here are buttons, and files that cannot be had.
"""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug import Response

from grants.errors import Problem
from grants.web.filters import spoken

# What was asked for, and the page it is asked on; what the address leaves open is the same in both.
PAGES = {
    "rounds.publish": "rounds.show",
    "rounds.clone": "rounds.show",
    "bulk.order": "bulk.show",
    "bulk.recall": "bulk.show",
    "bulk.again": "bulk.show",
    "bulk.discard": "bulk.show",
    "paper_batches.order": "paper_batches.round_papers",
    "paper_batches.file": "paper_batches.show",
    "exports.order": "exports.ask",
    "exports.file": "exports.show",
    "round_papers.approve": "round_papers.show",
    "round_papers.release": "round_papers.show",
    "round_papers.post": "round_papers.show",
    "round_papers.void": "round_papers.show",
    "round_papers.discard": "round_papers.show",
}
REFUSED = (409, 422)  # not what is none of their business


def coming_back(error: Problem) -> Response | None:
    """The way back to the page this was asked on, with the sentences for it; None where there is no such page."""
    page = PAGES.get(request.endpoint or "")
    if page is None or error.status not in REFUSED:
        return None
    for sentence in error.sentences:
        flash(spoken(sentence), "bad")
    asked: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {})}
    return redirect(url_for(page, **asked), 303)
