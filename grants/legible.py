"""JSON as people read it too, who try the API at a terminal: Chinese as it is, not as codes."""

from typing import Any

from flask.json.provider import DefaultJSONProvider


class LegibleJSON(DefaultJSONProvider):
    """Texts as they are; only what UTF-8 cannot hold, half of a surrogate pair that somebody sent us, is escaped."""

    ensure_ascii = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        written = super().dumps(obj, **kwargs)
        try:
            written.encode()
        except UnicodeEncodeError:
            return super().dumps(obj, **kwargs | {"ensure_ascii": True})
        return written
