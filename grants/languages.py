"""Which language a page or an answer speaks: what was chosen in this browser, else what the request prefers."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from babel import Locale
from flask import Flask, current_app, has_request_context, request
from flask_babel import Domain, force_locale, get_babel, get_locale

from grants.extensions import babel


class Catalogue(Domain):
    """The texts by language, found in one step: a page asks for hundreds of them, and writing out the name of its
    language for each took a tenth of its time."""

    def get_translations(self) -> Any:
        locale = get_locale()
        language = locale.language if locale else ""
        if language not in self.cache:
            self.cache[language] = super().get_translations()
        return self.cache[language]


def init(app: Flask) -> None:
    babel.init_app(app, locale_selector=chosen)
    get_babel(app).instance.domain_instance = Catalogue()


def chosen() -> Locale:
    """Chinese unless somebody chose or prefers English."""
    if not has_request_context():
        return known(current_app.config["BABEL_DEFAULT_LOCALE"])
    offered = current_app.config["LANGUAGES"]
    wanted = request.cookies.get("language") or request.accept_languages.best_match(list(offered)) or "zh"
    return known(offered.get(wanted, offered["zh"]))


@cache
def known(name: str) -> Locale:
    """The locale of this name: looked for among the files of all languages once, not for every request."""
    return Locale.parse(name)


def of_letters(language: str = "") -> AbstractContextManager[None]:
    """Inside, texts are in this language of a recipient (`Person.language`), Chinese where none was chosen: what is
    sent to others does not follow the language of whoever acts."""
    offered = current_app.config["LANGUAGES"]
    return force_locale(offered.get(language, offered["zh"]))


def in_chinese() -> bool:
    """Whether the reader of this moment reads Chinese."""
    return str(get_locale()) != "en"
