"""Which language a page or an answer speaks: what was chosen in this browser, else what the request prefers.

The texts are gettext's, with one addition: of a text's places, the one written `%(…)d` is what the text counts.
Chinese has one form whatever the number; in a language with more the text has an entry with all of them, and whatever
translates it (`gettext`, `lazy_gettext`, a template's `_`, a sentence or reason told later) takes that of its number.
"""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from babel import Locale
from flask import Flask, current_app, has_request_context, request
from flask_babel import Domain, force_locale, get_babel, get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from grants.extensions import babel

COUNTED = re.compile(r"%\((\w+)\)d")
"""The place of a text that is counted; it has one at most."""


class Catalogue(Domain):
    """The texts by language, found in one step: a page asks for hundreds of them, and writing out the name of its
    language for each took a tenth of its time."""

    def get_translations(self) -> Any:
        locale = get_locale()
        language = locale.language if locale else ""
        if language not in self.cache:
            self.cache[language] = super().get_translations()
        return self.cache[language]

    def gettext(self, string: str, /, **values: Any) -> str:
        """The text with its values; without any, a percent sign is not doubled."""
        return self.form(string, values) % values if values else self.get_translations().ugettext(string)

    def form(self, text: str, values: Mapping[str, Any]) -> str:
        """The text, its places still open, in the form of the number it counts."""
        found = COUNTED.search(text)
        if found is None:
            return self.get_translations().ugettext(text)
        return self.get_translations().ungettext(text, text, values[found[1]])


CATALOGUE = Catalogue()


@pass_context
def in_page(context: Context, text: str, /, **values: Any) -> str:
    """What `_` is in a template: what is put into the places is escaped."""
    told = CATALOGUE.form(text, values)
    if context.eval_ctx.autoescape:
        told = Markup(told)  # noqa: S704 - our own text
    return told % values if "%" in told else told


def init(app: Flask) -> None:
    babel.init_app(app, locale_selector=chosen)
    get_babel(app).instance.domain_instance = CATALOGUE
    app.jinja_env.globals["gettext"] = in_page


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
    return force_locale(known(offered.get(language, offered["zh"])))


def in_chinese() -> bool:
    """Whether the reader of this moment reads Chinese."""
    return str(get_locale()) != "en"
