"""Opening a paper: what is to be kept of it, the same for pages and API."""

from collections.abc import Callable
from functools import partial

from grants.access import Viewer
from grants.models import Paper
from grants.services import readings, unmasking


def to_note(viewer: Viewer, paper: Paper) -> Callable[[], None] | None:
    """What this opening leaves behind, to be called inside `writing`: a line in the log where the paper bears personal
    data in full, else the receipt of the unit it was sent to; None where it leaves nothing."""
    if unmasking.reading_noted(viewer, paper):
        return partial(unmasking.note_reading, viewer, paper.id)
    if readings.to_note(viewer, paper):
        return partial(readings.note, viewer, paper.id)
    return None
