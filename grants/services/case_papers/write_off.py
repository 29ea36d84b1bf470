"""The form on which money that will not come back is given up (核销审批单): what, why, on what ground, by whom.

It is drawn for the file of finance whenever it is asked for, of the newest proposal and what became of it.
"""

from typing import Any

from grants import clock
from grants.canonical import digest_of
from grants.services.case_papers.common import Asked, clean, said, short
from grants.services.dossiers import Dossier
from workflows.engine import Deed

# How a proposal stands, by the act that followed it.
OUTCOMES = {
    "": "待审批",
    "write_off": "批准核销",
    "refuse_write_off": "不予核销",
    "record_recovery": "提出后又有款项退回，须按余额重新提出",
}


def proposal(deeds: tuple[Deed, ...]) -> tuple[Deed | None, Deed | None]:
    """The newest proposal and what became of it: decided, overtaken by money that came, or neither yet."""
    proposed = next((deed for deed in reversed(deeds) if deed.action == "propose_write_off"), None)
    after = [deed for deed in deeds if proposed and deed.number > proposed.number and deed.action in OUTCOMES]
    return proposed, after[0] if after else None


def ready(dossier: Dossier) -> bool:
    return proposal(dossier.deeds)[0] is not None


def write_off_form(asked: Asked) -> dict[str, Any]:
    dossier = asked.dossier
    proposed, followed = proposal(dossier.deeds)
    if proposed is None:
        raise LookupError("no write-off was proposed")
    decided = followed if followed and followed.action != "record_recovery" else None
    amount = proposed.values["amount"]
    code = short(digest_of({"acts": [deed.number for deed in (proposed, followed) if deed]}))
    return said(asked, "核销审批单", code, clock.today()) | {
        "decision": decision(dossier),
        "reclaimed": dossier.application.reclaimed,
        "recovered": dossier.application.reclaimed - amount,
        "amount": amount,
        "reasons": clean(proposed.values["reasons"]),
        "rule": clean(proposed.values["rule"]),
        "proofs": [
            row.filename for row in dossier.attachments if row.id in (proposed.values.get("proof") or ())
        ],
        "outcome": OUTCOMES[followed.action if followed else ""],
        "opinion": clean(said_of(decided)),
        "hands": [hand("提出人", proposed), hand("审批人", decided)],
    }


def decision(dossier: Dossier) -> str:
    """The decision that asks the money back: what was taken back, when, and by which paper."""
    name = dossier.programme.words.taken_back
    revoked = next(
        (deed for deed in reversed(dossier.deeds) if deed.action == "revoke" and deed.standing), None
    )
    papers = [
        row.number for row in dossier.papers if row.kind == "revocation_notice" and row.status == "released"
    ]
    number = f"（{papers[-1]}）" if papers and papers[-1] else ""
    return f"{day(revoked)}{name}{number}"


def said_of(decided: Deed | None) -> str:
    return str(decided.values.get("opinion") or decided.values.get("reasons") or "") if decided else ""


def hand(caption: str, deed: Deed | None) -> dict[str, str]:
    return {"caption": caption, "name": deed.name if deed else "", "on": day(deed)}


def day(deed: Deed | None) -> str:
    at = clock.local(deed.at) if deed and deed.at else None
    return f"{at.year}年{at.month}月{at.day}日" if at else ""
