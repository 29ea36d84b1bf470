"""Questions answered by choosing: one, several, yes or no, persons, files."""

from collections.abc import Sequence
from typing import Any

from forms.question import Question
from forms.sentences import N_, echo, say

Pairs = Sequence[tuple[str, str]]


class Choice(Question):
    """One of a few values, each with its Chinese label; JSON holds the value."""

    kind = "choice"

    def __init__(self, label: str, choices: Pairs = (), **kwargs: Any) -> None:
        self.choices = tuple(choices)
        super().__init__(label, choices=self.choices, **kwargs)
        if choices:
            self.metadata = {**self.metadata, "enum": [value for value, _ in choices]}

    def parse(self, value: Any) -> str:
        if isinstance(value, str) and value.strip() in dict(self.choices):
            return value.strip()
        sentence = N_("“%(label)s”中没有这个选项，请从列出的选项中选择。")
        raise ValueError(say(sentence, label=self.label))

    def recall(self, stored: Any) -> Any:
        return stored if isinstance(stored, str) and stored else None

    def name_of(self, value: str | None) -> str:
        """The label of a value; the value itself if it is no longer offered."""
        return dict(self.choices).get(value or "", value or "")


class YesNo(Question):
    """Yes or no, without a silent default: an unanswered question is not a no."""

    kind = "choice"
    schema = {"type": "boolean"}  # noqa: RUF012 - read only

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, choices=(("true", N_("是")), ("false", N_("否"))), **kwargs)

    def parse(self, value: Any) -> bool:
        answers = {"true": True, "false": False}
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in answers:
            return answers[value.strip().lower()]
        raise ValueError(say(N_("“%(label)s”请回答“是”或“否”。"), label=self.label))

    def shown(self, raw: Any) -> Any:
        return str(super().shown(raw)).lower()


class Declaration(YesNo):
    """A statement that must be agreed to; `required=False` where only a rule of the case knows whether it must."""

    kind = "checkbox"

    def __init__(self, label: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(label, required=required, **kwargs)
        self.look = {}

    def blank(self, value: Any) -> bool:
        return value is False or super().blank(value) or value == "false"

    def shown(self, raw: Any) -> Any:
        return raw is True or raw == "true"

    def posted(self, texts: list[str]) -> Any:
        return True if texts and texts[-1] in ("true", "on", "1") else None


class _Many(Question):
    """A list of values that are each posted under the same name."""

    schema = {"type": "array"}  # noqa: RUF012 - read only

    def blank(self, value: Any) -> bool:
        return super().blank(value) or value == []

    def nothing(self) -> Any:
        return []

    def parse(self, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple) or len(value) > 200:
            raise ValueError(say(N_("“%(label)s”应为一列选项。"), label=self.label))
        return list(dict.fromkeys(self.one(item) for item in value))

    def one(self, item: Any) -> Any:
        """Judge one value of the list; here: the number of a stored person or file."""
        if isinstance(item, str) and item.isascii() and item.isdigit() and len(item) < 18:
            item = int(item)
        if isinstance(item, bool) or not isinstance(item, int) or not 0 < item < 2**63:
            raise ValueError(say(N_("“%(label)s”中有一项无法识别，请重新选择。"), label=self.label))
        return item

    def recall(self, stored: Any) -> Any:
        return super().recall(stored) or []

    def shown(self, raw: Any) -> Any:
        return [echo(item, 40) for item in raw] if isinstance(raw, list | tuple) else []

    def posted(self, texts: list[str]) -> Any:
        return [text.strip() for text in texts if text.strip()]


class Choices(_Many):
    """Several of a few values."""

    kind = "choices"

    def __init__(self, label: str, choices: Pairs, **kwargs: Any) -> None:
        self.choices = tuple(choices)
        super().__init__(label, choices=self.choices, **kwargs)
        self.metadata = {
            **self.metadata,
            "items": {"type": "string", "enum": [value for value, _ in choices]},
        }

    def one(self, item: Any) -> Any:
        return Choice(self.label, self.choices).parse(item)


class PersonPick(_Many):
    """Persons picked from a list only the caller knows; values are their numbers."""

    kind = "people"

    def __init__(self, label: str, *, options: str, **kwargs: Any) -> None:
        super().__init__(label, options=options, multiple=True, **kwargs)
        self.metadata = {**self.metadata, "items": {"type": "integer"}}


class Upload(_Many):
    """Attached files; values are the numbers of stored attachments. `accept` names kinds of content."""

    kind = "upload"

    def __init__(self, label: str, *, accept: Sequence[str] = ("pdf", "jpg", "png"), **kwargs: Any) -> None:
        super().__init__(label, accept=tuple(accept), multiple=True, **kwargs)
        self.metadata = {**self.metadata, "items": {"type": "integer"}}
