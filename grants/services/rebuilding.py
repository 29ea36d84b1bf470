"""A released paper made once more from what is stored: identical, or what differs and so why not."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from grants.extensions import db
from grants.models import Paper
from grants.rendering.faults import PaperRefused
from grants.services import blobs, typesetting
from grants.services.papers import plain

PARTS = {
    "context": "数据",
    "template": "模板",
    "own_template": "本单位改写的模板",
    "stylesheet": "样式表",
    "drawings": "图样",
    "layout": "排版程序",
    "fonts": "字体",
    "typefaces": "字体的分工",
    "weasyprint": "WeasyPrint 版本",
    "pango": "Pango 版本",
    "kind": "文种",
    "programme": "项目",
}


@dataclass(frozen=True)
class Rebuilt:
    """`differences` are empty where the bytes are the same; `damage` says what is wrong with what is stored."""

    paper: Paper
    identical: bool
    differences: tuple[str, ...]
    damage: tuple[str, ...]


def find(name: str) -> list[Paper]:
    """The papers that were made under this number or code."""
    named = or_(Paper.number == name.strip(), Paper.code == plain(name)[:16])
    return list(db.session.scalars(select(Paper).where(named, Paper.digest != "").order_by(Paper.id)))


def rebuild(paper: Paper) -> Rebuilt:
    """Make it again and compare; nothing is written."""
    damage = tuple(damaged(paper))
    try:
        again = typesetting.again(paper.record, paper.context)
    except PaperRefused as refused:
        return Rebuilt(paper, False, tuple(str(sentence) for sentence in refused.sentences), damage)
    if again.digest == paper.digest:
        return Rebuilt(paper, True, (), damage)
    names = [name for name in PARTS if paper.record.get(name, "") != again.record.get(name, "")]
    told = [
        f"{PARTS[name]}：当时 {was(paper.record, name)}，现在 {was(again.record, name)}" for name in names
    ]
    return Rebuilt(paper, False, tuple(told) or ("来源相同而字节不同：请报告这一情况。",), damage)


def was(record: dict[str, str], name: str) -> str:
    said = record.get(name) or "无"
    return said[:12] if len(said) == 64 else said


def damaged(paper: Paper) -> list[str]:
    """Which of the stored bytes are gone or no longer those of their digest."""
    found = []
    for name, digest in (("拟制", paper.digest), ("签名", paper.signed_digest)):
        try:
            if digest:
                blobs.get(digest)
        except blobs.Damaged:
            found.append(f"保存的{name}文件不在或已损坏，请从备份恢复：{digest}")
    return found
