"""What every paper drawn of a case says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from forms.control import Control
from forms.money import grouped
from grants.services import links
from grants.services.cases import Opened
from grants.services.dossiers import Dossier

# characters of a digest: enough to tell the versions of one case apart, few enough to compare by eye
CODE = 12


@dataclass(frozen=True)
class Asked:
    """A case as one reader sees it, and as the services hold it."""

    dossier: Dossier
    opened: Opened


def said(asked: Asked, title: str, code: str, dated: date) -> dict[str, Any]:
    """Who prints it, of which case, and the code that joins a scan to the case and to what it was printed from."""
    application = asked.dossier.application
    return {
        "issuer": current_app.config["OFFICE_NAME"],
        "dated": dated.isoformat(),
        "verify_url": links.to(f"/applications/{application.number}/printed/{code}"),
        "code": code,
        "title": title,
        "case_number": application.number,
        "subject": application.title or None,
        "unit": application.organisation.name,
    }


def short(digest: str) -> str:
    """The code of a digest as it is printed: 3F9A-0C21-7B84."""
    text = digest[:CODE].upper()
    return "-".join(text[place : place + 4] for place in range(0, CODE, 4))


def printed(control: Control, files: dict[str, str]) -> str:
    """An answer in words; papers are Chinese whatever the reader's language. `files` are names by number."""
    value = control.value
    if control.kind == "checkbox":
        return "已确认" if value else "未确认"
    if value in (None, "", []):
        return ""
    if control.kind == "upload":
        return "、".join(files.get(str(number), f"文件 {number}") for number in value)
    if control.kind in ("choice", "choices", "people"):
        wanted = value if isinstance(value, list) else [value]
        return "、".join(str(dict(control.choices).get(one, one)) for one in wanted)
    text = grouped(str(value)) if control.kind == "money" else clean(str(value))
    return text.replace("T", " ") if control.kind == "datetime" else f"{text} {control.unit}".rstrip()


def clean(text: str) -> str:
    """Typed text without what only a screen shows."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
