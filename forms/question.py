"""Question: the field all fields of `forms.fields` are made from - check, label and hint together."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, missing

from forms.control import Control
from forms.sentences import N_, Sentence, echo, say

Mask = Callable[[str], str]

ASK = {
    "choice": N_("请选择“%(label)s”。"),
    "choices": N_("请选择“%(label)s”。"),
    "people": N_("请选择“%(label)s”。"),
    "upload": N_("请上传“%(label)s”。"),
    "rows": N_("请至少填写一行“%(label)s”。"),
    "checkbox": N_("请阅读并勾选“%(label)s”。"),
}
ASK_TEXT = N_("请填写“%(label)s”。")
EACH = ("money", "number", "upload")  # kinds whose answer is of one case alone


class Question(fields.Field[Any]):
    """A field with everything a page, the check and the description of the API need.

    label: its Chinese name. section: the key of its section. rule: code of the rule it serves.
    required: blank is refused. look: further attributes of its `Control`, and among them
    each: the answer is of one case alone, so that it is never asked for many at once: sums, figures, files and
    personal data by their kind, others where the form says so;
    checked: the self-check before applying asks it, False where a rule only compares answers of the form itself;
    follows: the flat name of the answer proposed here while this one is blank;
    default: the JSON value taken when the key is absent (a function of the round's year is only for
    `forms.base.defaults`); personal: how to mask it; a personal value leaves the answers before storing.
    """

    kind = "text"
    schema: Mapping[str, Any] = {"type": "string"}

    def __init__(
        self,
        label: str,
        *,
        section: str = "",
        hint: str = "",
        rule: str = "",
        required: bool = False,
        **look: Any,
    ) -> None:
        self.label, self.section, self.hint, self.rule = label, section, hint, rule
        self.default = look.pop("default", None)
        self.personal: Mask | None = look.pop("personal", None)
        self.each: bool = look.pop("each", self.kind in EACH or self.personal is not None)
        self.checked: bool = look.pop("checked", True)
        self.follows: str = look.pop("follows", "")
        self.look = look
        told = {
            "title": label,
            "description": hint,
            "personal": self.personal,
            "options": look.get("options"),
        }
        metadata = {key: value for key, value in told.items() if value} | dict(self.schema)
        super().__init__(required=required, allow_none=not required, metadata=metadata)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        """The Python value of a raw one; ValidationError with sentences otherwise."""
        if value is missing:
            value = None if callable(self.default) else self.default
        if self.blank(value):
            if self.required:
                raise ValidationError([say(ASK.get(self.kind, ASK_TEXT), label=self.label)])
            return self.nothing()
        try:
            return self.parse(value)
        except ValueError as refusal:
            raise ValidationError([refusal.args[0]]) from None

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else self.plain(value)

    def blank(self, value: Any) -> bool:
        """Whether a raw value says nothing."""
        return value is None or (isinstance(value, str) and not value.strip())

    def nothing(self) -> Any:
        """The value of an optional question left blank."""
        return None

    def parse(self, value: Any) -> Any:
        """Judge a raw value that is not blank; ValueError carries the sentence."""
        raise NotImplementedError

    def plain(self, value: Any) -> Any:
        """The JSON form of a value."""
        return value

    def warn(self, value: Any) -> Sentence | None:
        """What is doubtful about a value that `parse` let pass."""
        return None

    def recall(self, stored: Any) -> Any:
        """The value of something stored earlier, perhaps masked or under older rules; never a fault."""
        try:
            return self.parse(stored)
        except (ValueError, ValidationError):
            return None

    def shown(self, raw: Any) -> Any:
        """What a page shows for a raw value: a text as it will be stored, so that nobody confirms another than they
        read; what was refused as it was typed."""
        try:
            known = str(self.plain(self.parse(raw))) if isinstance(raw, str) and raw.strip() else raw
        except ValueError:
            known = raw
        return "" if known is None else echo(known, 20000 if isinstance(known, str) else 40)

    def posted(self, texts: list[str]) -> Any:
        """The raw value of what a page posted under this name."""
        return texts[-1] if texts and texts[-1].strip() else None

    def control(self, name: str, path: str, **filled: Any) -> Control:
        """The plain description of this question, filled with what is known of its answer."""
        return Control(
            name=name,
            path=path,
            label=self.label,
            kind=self.kind,
            hint=self.hint,
            required=self.required,
            rule=self.rule,
            personal=self.personal is not None,
            **(self.look | filled),
        )
