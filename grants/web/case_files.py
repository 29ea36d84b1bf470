"""One file of a case shown by itself, with the one before and the one after it: in a frame beside a form, or alone."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from grants.errors import NotFound
from grants.services import case_files, cases
from grants.web.entrance import signed_in
from grants.web.uploads import file_table

blueprint = Blueprint("case_files", __name__)
blueprint.before_request(signed_in)


@blueprint.get("/applications/<number>/files/<int:attachment_id>")
def show(number: str, attachment_id: int) -> ResponseReturnValue:
    """The file, what it was given for, and its neighbours; every link stays in the frame."""
    application = cases.find(g.viewer, number)
    files = case_files.of_case(cases.opened(g.viewer, application))
    ids = [file.attachment.id for file in files]
    if attachment_id not in ids:
        raise NotFound
    place = ids.index(attachment_id)
    return render_template(
        "cases/file.html",
        application=application,
        file=files[place],
        shown=file_table(number, [files[place].attachment])[str(attachment_id)],
        place=place + 1,
        count=len(ids),
        before=ids[place - 1] if place else None,
        after=ids[place + 1] if place + 1 < len(ids) else None,
    )
