"""What comes in: JSON bodies and query strings, judged by forms like everything else that is asked."""

import json
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext
from marshmallow import Schema
from werkzeug.exceptions import UnsupportedMediaType

from forms import fields as f
from forms.base import check
from forms.parts import form
from grants.errors import Invalid, Problem
from grants.models.types import LARGEST
from grants.texts import N_

LONGEST = 1024 * 1024  # bytes of a JSON body; files are sent as they are
ANSWERS = "answers"

NEW = form(
    round_id=f.Number(N_("所属批次"), required=True, minimum=1, maximum=LARGEST),
    organisation_id=f.Number(N_("单位"), required=True, minimum=1, maximum=LARGEST),
)
ACT = form(version=f.Number(N_("案件版本"), minimum=1, hint=N_("读到的版本；已被他人更新时拒绝办理")))
DRAFT = form(revision=f.Number(N_("草稿版本"), minimum=0, hint=N_("读到的草稿版本；已被同事更新时拒绝保存")))


def body() -> dict[str, Any]:
    """The JSON object of this request; raises Problem with a sentence for anything else."""
    request.max_content_length = LONGEST
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        found = json.loads(request.get_data())
    except ValueError as wrong:  # JSONDecodeError tells the place, an undecodable or endless number does not
        place = (getattr(wrong, "lineno", 0), getattr(wrong, "colno", 0))
        if any(place):
            sentence = gettext(
                "请求内容不是有效的 JSON（第 %(line)s 行第 %(column)s 个字符）。",
                line=place[0],
                column=place[1],
            )
        else:
            sentence = gettext("请求内容不是有效的 JSON。")
        raise Problem(sentence) from None
    if not isinstance(found, dict):
        raise Problem(gettext("请求内容应为一个 JSON 对象。"))
    return found


def asked(schema: Schema) -> dict[str, Any]:
    """The values of a body; raises Invalid with every fault."""
    return judged(schema, body())


def judged(schema: Schema, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Raw answers as Python values; raises Invalid with every fault."""
    values, faults = check(schema, raw)
    if faults:
        raise Invalid(faults)
    return values


def with_answers(schema: Schema) -> tuple[dict[str, Any], dict[str, Any]]:
    """A body of answers and what goes with them: (answers as given, the rest judged)."""
    found = body()
    answers = found.pop(ANSWERS, {})
    if not isinstance(answers, dict):
        raise Invalid({ANSWERS: [gettext("这里应为一组栏目和答案。")]})
    return answers, judged(schema, found)
