"""Sentences: Chinese message ids with named places, translatable after the values are known."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


def N_(text: str) -> str:
    """Mark a text for the translation catalogue; the text itself is the message id."""
    return text


class Sentence(str):
    """The finished Chinese sentence, which remembers its message id and values.

    It is a plain `str` for everyone who only shows it; `translated` gives it in another language.
    As in gettext, a literal percent sign is doubled only in texts that have values.
    """

    __slots__ = ("text", "values")
    text: str
    values: dict[str, Any]

    def __new__(cls, text: str, values: Mapping[str, Any] | None = None) -> "Sentence":
        sentence = super().__new__(cls, text % values if values else text)
        sentence.text, sentence.values = text, dict(values or {})
        return sentence

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text, self.values)


def say(text: str, /, **values: Any) -> Sentence:
    """A sentence from its message id and the values of its places."""
    return Sentence(text, values)


def translated(sentence: str, gettext: Callable[..., str]) -> str:
    """The sentence through `gettext`, which is given the values too, labels among them translated."""
    if not isinstance(sentence, Sentence):
        return gettext(sentence)
    values = {
        k: translated(v, gettext) if isinstance(v, str) and v else v for k, v in sentence.values.items()
    }
    return gettext(sentence.text, **values)


def echo(text: object, limit: int = 30) -> str:
    """A piece of what somebody sent, fit to be repeated: short, and possible in any encoding."""
    return str(text)[:limit].encode("utf-8", "replace").decode().replace("\0", "")


class Checked(NamedTuple):
    """A text brought into its stored form, with what is wrong (`error`) or only doubtful (`warning`)."""

    value: str
    error: Sentence | None = None
    warning: Sentence | None = None
