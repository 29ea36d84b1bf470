"""What was posted where it was refused, and what of it the page that says so may carry on."""

from flask import current_app, request
from werkzeug.datastructures import MultiDict

# What bears such a name is never carried over; nor is a page's token, of which the next page has its own.
SECRET = ("password", "code", "token")
# What is posted there with `step=again` is shown anew and nothing done; anywhere else it is sent once more as it was.
REOPENED = frozenset(
    {
        "actions.act", "calendar.set_day", "home.check_answer", "notices.object_to", "rounds.new", "rounds.revise",
    }
)  # fmt: skip


def posted(typed: MultiDict[str, str] | None = None) -> list[tuple[str, str]] | None:
    """What was posted, to be carried by the next page: texts, not files and not secrets. None where nothing was.
    `typed` where the request itself does not give it."""
    if request.method != "POST":
        return None
    step = "step" if request.endpoint in REOPENED else ""
    return [
        (name, value)
        for name, value in (request.form if typed is None else typed).items(multi=True)
        if name != step and not any(mark in name for mark in SECRET)
    ]


def from_elsewhere() -> bool:
    """Whether the browser says that the page that posted this is not ours."""
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    ours = {request.host, current_app.config["BASE_URL"].partition("://")[2].strip("/")}
    return site == "cross-site" or bool(origin and origin.partition("://")[2] not in ours)
