"""Which language a page or an answer speaks: what was chosen in this browser, else what the request prefers."""

from contextlib import AbstractContextManager

from flask import current_app, has_request_context, request
from flask_babel import force_locale, get_locale


def chosen() -> str:
    """A Babel locale. Chinese unless somebody chose or prefers English."""
    if not has_request_context():
        return current_app.config["BABEL_DEFAULT_LOCALE"]
    offered = current_app.config["LANGUAGES"]
    wanted = request.cookies.get("language") or request.accept_languages.best_match(list(offered)) or "zh"
    return offered.get(wanted, offered["zh"])


def of_letters(language: str = "") -> AbstractContextManager[None]:
    """Inside, texts are in this language of a recipient (`Person.language`), Chinese where none was chosen: what is
    sent to others does not follow the language of whoever acts."""
    offered = current_app.config["LANGUAGES"]
    return force_locale(offered.get(language, offered["zh"]))


def in_chinese() -> bool:
    """Whether the reader of this moment reads Chinese."""
    return str(get_locale()) != "en"
