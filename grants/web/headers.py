"""Headers every answer carries: the browser runs, shows and frames only what is ours."""

from flask import Blueprint, Response, g, request

from grants.access import Viewer

blueprint = Blueprint("headers", __name__)

NOBODY = Viewer()
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@blueprint.after_app_request
def protect(response: Response) -> Response:
    """A view may set a header itself; what it leaves out is filled in.

    What somebody signed in reads is kept nowhere, unless a view marks it as `private` and says for itself how it is.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    said = response.cache_control.private or response.cache_control.no_store
    if g.get("viewer", NOBODY).person and not said:
        response.headers["Cache-Control"] = "private, no-store"
    return response
