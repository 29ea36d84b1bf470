"""Rows: a table, each row of which answers a nested form."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from marshmallow import Schema, ValidationError

from forms.question import Question
from forms.sentences import N_, say

if TYPE_CHECKING:
    from forms.base import Form


class Rows(Question):
    """A table: a list of answers to one nested form, blank rows left out.

    With `key`, the rows are given: exactly one for each choice of that column. `brief` is the label of the question how
    many rows there are, which the self-check asks in their place.
    """

    kind = "rows"
    schema = {"type": "array"}  # noqa: RUF012 - read only

    def __init__(
        self, label: str, form: "Form", *, min_rows: int = 0, max_rows: int = 50, key: str = "", **kwargs: Any
    ) -> None:
        self.brief: str = kwargs.pop("brief", "")
        self.form, self.least, self.most, self.key = form, min_rows, max_rows, key
        kwargs["required"] = min_rows > 0
        kwargs.setdefault("each", not key)
        super().__init__(label, max_rows=max_rows, key=key, **kwargs)
        self.given: dict[str, str] = dict(getattr(form.fields.get(key), "choices", ()))
        self.metadata = {**self.metadata, "items": _described(form)}

    def blank(self, value: Any) -> bool:
        return super().blank(value) or value == []

    def nothing(self) -> Any:
        return []

    def parse(self, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise ValueError(say(N_("“%(label)s”应为表格。"), label=self.label))
        if not self.least <= len(value) <= self.most:
            sentence = N_("“%(label)s”应有 %(least)s 至 %(most)s 行，现有 %(count)s 行。")
            raise ValueError(
                say(sentence, label=self.label, least=self.least, most=self.most, count=len(value))
            )
        rows, faults = [], {}
        for index, row in enumerate(value):
            try:
                rows.append(self.form.load(row))
            except ValidationError as refusal:
                faults[index] = refusal.normalized_messages()
        if faults:
            raise ValidationError(faults)
        self._complete(rows)
        return rows

    def _complete(self, rows: list[Mapping[str, Any]]) -> None:
        found = [row[self.key] for row in rows] if self.key else []
        for value, name in self.given.items():
            if found.count(value) != 1:
                sentence = N_("“%(label)s”中“%(row)s”应恰好有一行。")
                raise ValueError(say(sentence, label=self.label, row=name))

    def plain(self, value: Any) -> Any:
        return [self.form.dump(row) for row in value]


def _described(form: Schema) -> dict[str, Any]:
    """A row for the description of the API: what of the fields' metadata is JSON."""
    fields = {
        name: {key: value for key, value in field.metadata.items() if key not in ("personal", "options")}
        for name, field in form.fields.items()
    }
    required = [name for name, field in form.fields.items() if field.required]
    return {"type": "object", "properties": fields} | ({"required": required} if required else {})
