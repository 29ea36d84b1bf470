"""The wording a message is told in: the office's own (`office_wordings`), else the shipped one (`message_words`).

An own wording is a version of `own_versions` under the kind "occasion/audience", with both languages in it. Its places
are those of `message_words.places`: a fixed list in which nothing personal stands.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from flask import current_app
from flask_babel import gettext

from forms.texts import tidy, unfit
from grants.languages import of_letters
from grants.programmes import PROGRAMMES, Programme
from grants.services import own_versions
from grants.services.message_words import (
    AUDIENCES,
    DAYS,
    GROUP,
    NEXT,
    TURN,
    UNIT,
    Wording,
    message_ids,
    places,
)
from grants.services.paper_words import KINDS
from workflows.engine import Action
from workflows.roles import ACTING
from workflows.states import STATES

LANGUAGES = ("zh", "en")
PLACE = re.compile(r"\{([^{}]*)\}")
LONGEST_SUBJECT, LONGEST_BODY = 80, 2000  # characters of a wording, places and all
# a mobile, card or resident number
PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{15,19}|\d{17}[\dXx])(?!\d)")

Kind = tuple[str, str]  # occasion, audience
Own = Mapping[tuple[str, str], Mapping[str, Wording]]  # by programme and "occasion/audience", then language


def kinds(programme: Programme) -> list[Kind]:
    """Every occasion and audience a programme has messages for: days first, then acts in the table's order."""
    days = [
        (occasion, UNIT)
        for occasion in DAYS
        if occasion.removeprefix("due_") in (*programme.workflow.state, "closing", "unread")
    ]
    acts = [
        (row.name, audience)
        for row in programme.workflow.actions
        for audience in AUDIENCES
        if audience in audiences(programme, row)
    ]
    return days + acts


def audiences(programme: Programme, row: Action) -> set[str]:
    """Who is told of this act: the unit when the case moves on, whose turn it then is, and the office's group."""
    turn = NEXT.get(row.name) if row.dest is None else programme.workflow.state[row.dest].turn
    found = {UNIT} if row.dest is not None or turn == "applicant" else set()
    if row.name == "remind":
        return {UNIT, TURN, GROUP}
    if turn and turn != "applicant":
        found |= {TURN, GROUP} if turn in OFFICE_TURNS else {TURN}
    return found


OFFICE_TURNS = ("officer", "leader", "maker", "checker")  # of whom the office's group is told


def occasion_label(programme: str, occasion: str) -> str:
    """What a message tells of, in the reader's language."""
    found = PROGRAMMES.get(programme)
    row = found.workflow.action.get(occasion) if found else None
    return gettext(row.label if row else DAYS.get(occasion, occasion))


def shipped(occasion: str, audience: str, language: str) -> Wording:
    """The words that come with the product, in this language."""
    with of_letters(language):
        subject, sentence = (gettext(text) for text in message_ids(occasion, audience))
    return Wording(subject, sentence + "\n{link}")


def own() -> Own:
    """Every wording of the office's own that counts now, in one statement."""
    rows = own_versions.newest().items()
    return {key: stored(row.source) for key, (row, _name) in rows if "/" in key[1] and row.source}


def stored(source: str) -> dict[str, Wording]:
    return {language: Wording(**words) for language, words in json.loads(source).items()}


def source(words: Mapping[str, Wording]) -> str:
    """Both languages as they are kept."""
    told = {language: asdict(words[language]) for language in LANGUAGES}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def standing(owned: Own, programme: str, occasion: str, audience: str, language: str) -> Wording:
    """The wording that counts now in this language."""
    language = language if language in LANGUAGES else "zh"
    found = owned.get((programme, f"{occasion}/{audience}"))
    return found[language] if found else shipped(occasion, audience, language)


def told(wording: Wording, given: Mapping[str, Any], language: str) -> Wording:
    """The message itself: every place filled with what is `given` of the case, in this language."""
    with of_letters(language):
        values = spoken(given)
    fill = partial(PLACE.sub, lambda found: values.get(found[1], ""))
    body = "\n".join(line.rstrip() for line in fill(wording.body).splitlines())
    return Wording(" ".join(fill(wording.subject).split())[:200], body)


def spoken(given: Mapping[str, Any]) -> dict[str, str]:
    """What is given of a case as a reader of this language is told it; never more than `PLACES`."""
    state, programme = STATES[given["state"]], PROGRAMMES[given["programme"]]
    named = {name: str(given.get(name, "")) for name in ("number", "title", "due", "left", "link")}
    labels = {
        "programme": programme.short,
        "state": state.label,
        "told": state.told,
        "role": ACTING.get(given.get("role", ""), ""),
        "letter": KINDS.get(given.get("letter", ""), ""),
        "office": current_app.config["OFFICE_NAME"],
    }
    return named | {name: gettext(label) if label else "" for name, label in labels.items()}


def faults(programme: str, kind: Kind, words: Mapping[str, Wording]) -> dict[str, list[str]]:
    """What is wrong with a wording, by field ("zh-body"): nothing said, too long, an unknown place, a number that
    looks like somebody's."""
    known = places(programme, *kind)
    found = {}
    for language, wording in words.items():
        for field, longest in (("subject", LONGEST_SUBJECT), ("body", LONGEST_BODY)):
            if sentences := faults_of(getattr(wording, field), longest, known):
                found[f"{language}-{field}"] = sentences
    return found


def faults_of(text: str, longest: int, known: Mapping[str, str]) -> list[str]:
    sentences = []
    if not text.strip():
        sentences.append(gettext("请填写，不能留空。"))
    if len(text) > longest:
        sentences.append(
            gettext("最长 %(longest)d 个字，现有 %(count)s 个。", longest=longest, count=len(text))
        )
    if code := unfit(tidy(text), "\n\t"):
        sentences.append(gettext("有无法显示的字符（%(code)s），请删去或改写。", code=code))
    names = "; ".join(f"{{{name}}} {gettext(label)}" for name, label in known.items())
    for name in dict.fromkeys(PLACE.findall(text)):
        if name not in known:
            sentences.append(
                gettext("这里没有“{%(name)s}”这个位置。可以用：%(known)s。", name=name, known=names)
            )
    if re.search(r"[{}]", PLACE.sub("", text)):
        sentences.append(gettext("有花括号没有成对；位置要写成“{number}”这样。"))
    if PERSONAL.search(text):
        sentences.append(gettext("这里有一串数字像手机号、身份证号或卡号；消息里不能有个人信息，请删去。"))
    return sentences
