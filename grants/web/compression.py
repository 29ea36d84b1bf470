"""Texts travel compressed: pages, tables of data, style sheets and scripts; a page on a phone is a fifth of its size.

A secret on a page that also repeats what a stranger chose could be guessed from compressed lengths, if the stranger
could make the browser ask again and again with its session. Our cookie is not sent with such requests (SameSite), so
the pages may be compressed.
"""

import gzip

from flask import Flask, Response, request

TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/problem+json")
WORTH = 600  # bytes, below which the answer fits one packet anyway
LEVEL = 6


def init_compression(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    """An answer the browser can unpack and that is worth it; files that are streamed stay as they are."""
    if not (response.mimetype or "").startswith(TEXTS) or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if "Content-Encoding" in response.headers or not request.accept_encodings["gzip"]:
        return response
    body = response.get_data()
    if len(body) >= WORTH:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        etag, _weak = response.get_etag()
        if etag:
            response.set_etag(etag, weak=True)
    return response
