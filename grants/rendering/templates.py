"""Templates: found, filled in and digested. They come from `pdf_templates/` and reach nothing else.

A programme's own folder comes first, then the common one; `common/…` names the common one expressly.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError, meta
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from forms.money import format_yuan, in_words
from forms.sentences import N_, Sentence, say
from grants.rendering.faults import PaperRefused

FOLDER = Path(__file__).resolve().parents[2] / "pdf_templates"
SLUG = re.compile(r"[a-z][a-z0-9_]*")
NUMERALS = "一二三四五六七八九十"

UNDEFINED = N_("文书模板 %(template)s 用到了没有提供的数据“%(name)s”。")
BROKEN = N_("文书模板 %(template)s 有误：%(fault)s。")
NO_PROGRAMME = N_("“%(name)s”不是项目的名称。")


def cn_date(day: date) -> Markup:
    """2026年1月5日: no leading zeros (GB/T 9704-2012, 7.3.5.4), never broken over two lines."""
    return Markup('<span class="date">{}年{}月{}日</span>').format(day.year, day.month, day.day)


def cn_number(number: int) -> str:
    """Numbers of headings, 一 to 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十")
    return head + (NUMERALS[ones - 1] if ones else "")


def mask(account: str) -> str:
    """Only the last four characters of an account or card."""
    plain = re.sub(r"\s", "", account)
    return f"**** **** {plain[-4:]}" if len(plain) > 8 else "****"


def grouped(account: str) -> str:
    """An account number in groups of four, as people compare them."""
    return re.sub(r"(\d{4})(?=\d)", r"\1 ", account) if account.isdigit() else account


FILTERS = {
    "yuan": format_yuan,
    "words": in_words,
    "cn_date": cn_date,
    "cn_number": cn_number,
    "mask": mask,
    "grouped": grouped,
}


@cache
def environment(programme: str, folder: Path) -> ImmutableSandboxedEnvironment:
    if not SLUG.fullmatch(programme):
        raise PaperRefused([say(NO_PROGRAMME, name=programme)])
    common = FileSystemLoader(folder)
    found = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder / programme), common, PrefixLoader({"common": common})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    return found


def fill(name: str, programme: str, values: dict, folder: Path = FOLDER) -> str:
    """The HTML of a template filled with these values; raises PaperRefused naming what is wrong in it."""
    try:
        return environment(programme, folder).get_template(name).render(values)
    except TemplateError as error:
        raise PaperRefused([explain(name, error)]) from error


def explain(template: str, error: TemplateError) -> Sentence:
    named = re.findall(r"'([^']+)'", str(error)) if isinstance(error, UndefinedError) else []
    if named:
        return say(UNDEFINED, template=template, name=named[-1])
    return say(BROKEN, template=template, fault=f"{type(error).__name__} {error}")


@cache
def digest(name: str, programme: str, folder: Path = FOLDER) -> str:
    """One SHA-256 over a template and all it extends, imports or includes."""
    return sha256_of(source.encode() for source in sources(name, programme, folder))


def sources(name: str, programme: str, folder: Path) -> Iterator[str]:
    found = environment(programme, folder)
    try:
        source, _file, _fresh = found.loader.get_source(found, name)  # type: ignore[union-attr]
        inner = meta.find_referenced_templates(found.parse(source))
    except TemplateError as error:
        raise PaperRefused([explain(name, error)]) from error
    yield source
    for other in inner:
        if other:
            yield from sources(other, programme, folder)


def sha256_of(parts: Iterator[bytes]) -> str:
    whole = hashlib.sha256()
    for piece in parts:
        whole.update(hashlib.sha256(piece).digest())
    return whole.hexdigest()
