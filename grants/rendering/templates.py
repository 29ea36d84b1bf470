"""Templates: found, filled in and digested. They come from `pdf_templates/` and reach nothing else.

What an office wrote in the place of a programme's template comes first, then the programme's own folder, then the
common one. `common/…` names the common one expressly, `shipped/…` any as it came with the product.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from forms.money import format_yuan, in_words
from forms.sentences import N_, Sentence, say
from grants.rendering.faults import PaperRefused
from grants.rendering.limits import TookTooLong, within
from grants.rendering.own import parts
from grants.rendering.titles import shaped

FOLDER = Path(__file__).resolve().parents[2] / "pdf_templates"
SLUG = re.compile(r"[a-z][a-z0-9_]*")
NUMERALS = "一二三四五六七八九十"
LAST_TWO = re.compile(r"\w\W*\w\W*$")

LONGEST_FILLING = 5.0  # seconds of processor time; the longest paper is filled in a hundredth of that
KEPT = 32  # environments kept compiled in each process, one more for each template an office wrote

UNDEFINED = N_("文书模板 %(template)s 用到了没有提供的数据“%(name)s”。")
ABSENT = N_("文书模板 %(template)s 要引用的“%(name)s”不存在，只能引用文书模板文件夹里的模板。")
ENDLESS = N_("文书模板 %(template)s 填写超过 %(seconds)d 秒还没有结束，可能是循环没有尽头。")
BROKEN = N_("文书模板 %(template)s 有误，模板引擎的原话是“%(fault)s”。")
CIRCLE = N_("文书模板 %(template)s 绕了一圈又引用到自己；要在原模板上改动，请引用 shipped/%(template)s。")
AT_LINE = N_("第%(line)s行：%(sentence)s")
NO_PROGRAMME = N_("“%(name)s”不是项目的名称。")


def cn_date(day: date) -> Markup:
    """2026年1月5日: no leading zeros (GB/T 9704-2012, 7.3.5.4); a line may end after 年 and nowhere else."""
    parts = f"{day.year}年", f"{day.month}月{day.day}日"
    return Markup("").join(Markup('<span class="whole">{}</span>').format(part) for part in parts)


def ended(text: str) -> Markup:
    """Its last two characters on one line: in a narrow cell no 司 of a company stands alone below its name."""
    found = LAST_TWO.search(text)
    place = found.start() if found else 0
    return Markup('{}<span class="whole">{}</span>').format(text[:place], text[place:])


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
    "ended": ended,
    "cn_number": cn_number,
    "mask": mask,
    "grouped": grouped,
    "shaped": shaped,
}


@lru_cache(KEPT)
def environment(programme: str, folder: Path, name: str = "", own: str = "") -> ImmutableSandboxedEnvironment:
    """Where templates of a programme come from; `own` is what an office wrote in the place of `name` (see `own`)."""
    if not SLUG.fullmatch(programme):
        raise PaperRefused([say(NO_PROGRAMME, name=programme)])
    common = FileSystemLoader(folder)
    written_anew = {file: text for file, text in parts(own, name).items() if text}
    of_office = FunctionLoader(
        lambda wanted: (written_anew[wanted], wanted, None) if wanted in written_anew else None
    )
    named = PrefixLoader({"common": common, "shipped": common})
    found = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([of_office, FileSystemLoader(folder / programme), common, named]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    return found


def fill(name: str, programme: str, values: dict, folder: Path = FOLDER, own: str = "") -> str:
    """The HTML of a template filled with these values; raises PaperRefused naming what is wrong in it, and where.

    `own` is what an office wrote in its place. Whatever a template raises is its own fault: it is given plain data
    and can reach nothing else.
    """
    try:
        with within(LONGEST_FILLING):
            return environment(programme, folder, *written(name, own)).get_template(name).render(values)
    except PaperRefused:
        raise
    except Exception as error:
        raise PaperRefused([explain(name, error, folder)]) from error


def written(name: str, own: str) -> tuple[str, str]:
    """What tells environments apart: nothing, where the office wrote nothing."""
    return (name, own) if own else ("", "")


def explain(template: str, error: Exception, folder: Path = FOLDER) -> Sentence:
    """What is wrong, in which template and which line of it."""
    found, line = place(error, folder)
    sentence = told(found or template, error)
    return say(AT_LINE, line=line, sentence=sentence) if line else sentence


def told(template: str, error: Exception) -> Sentence:
    named = re.findall(r"'([^']+)'", str(error)) if isinstance(error, UndefinedError) else []
    if named:
        return say(UNDEFINED, template=template, name=named[-1])
    if isinstance(error, TemplateNotFound):
        return say(ABSENT, template=template, name=error.name or "")
    if isinstance(error, RecursionError):
        return say(CIRCLE, template=template)
    if isinstance(error, TookTooLong):
        return say(ENDLESS, template=template, seconds=int(LONGEST_FILLING))
    kind = "" if isinstance(error, TemplateSyntaxError) else f"{type(error).__name__}: "
    return say(BROKEN, template=template, fault=f"{kind}{error}".rstrip(". :"))


def place(error: Exception, folder: Path) -> tuple[str, int]:
    """The template and line an error comes from, the innermost; ("", 0) where it does not say.

    The engine rewrites what it raises so that tracebacks show the template's lines instead of its compiled code's.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    shown = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    file, line = shown[-1] if shown else ("", 0)
    return file.removeprefix(f"{folder}/"), line


def sha256_of(parts: Iterator[bytes]) -> str:
    whole = hashlib.sha256()
    for piece in parts:
        whole.update(hashlib.sha256(piece).digest())
    return whole.hexdigest()
