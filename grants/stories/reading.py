"""Story files: TOML, read into plain data. A mistake in a file is told with the file and the place.

A folder's `base.toml` holds what its stories have in common: answers and files by action, taken wherever a step
does not say otherwise. docs/stories.md describes both.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from grants import clock

OFFICE, BASE = "office.toml", "base.toml"
RELATIVE = re.compile(r"(?P<days>[+-]\d+) (?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?")
WANTED = ("title", "round", "organisation", "ends", "step")
STEP = frozenset({"at", "by", "do", "like", "draft", "answers", "files", "refused"})


class StoryError(Exception):
    """A story cannot be read, or did not go as its file says; the message names the file and the step."""


@dataclass(frozen=True)
class Step:
    """One step: who does what when. Without `do` time passes; a `draft` is saved and not posted; `refused` is
    part of the sentence expected."""

    at: datetime
    by: str = ""
    do: str = ""
    draft: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, list[str]] = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True)
class Story:
    """The life of one case: in which round, for which unit, step by step, and the state it ends in; `case` numbers one
    that is there already and goes on."""

    path: Path
    title: str
    round: str
    organisation: str
    ends: str
    steps: tuple[Step, ...]
    case: str = ""

    @property
    def slug(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"


def instant(value: Any, where: str) -> datetime:
    """A Beijing time of the file as an instant: "2026-03-10 09:30", or "-12 09:30" counted from today."""
    if isinstance(value, datetime):
        return aware(value)
    relative = RELATIVE.fullmatch(value) if isinstance(value, str) else None
    try:
        if relative:
            hour, minute, second = (int(relative[part] or 0) for part in ("hour", "minute", "second"))
            day = clock.today() + timedelta(days=int(relative["days"]))
            return aware(datetime.combine(day, time(hour, minute, second)))
        return aware(datetime.fromisoformat(value))
    except (ValueError, TypeError) as error:
        raise StoryError(f"{where}：时间应写成 2026-03-10 09:30，或距今天数 -12 09:30。") from error


def aware(value: datetime) -> datetime:
    return (value if value.tzinfo else value.replace(tzinfo=clock.ZONE)).astimezone(UTC)


def load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise StoryError(f"没有找到 {path}。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(f"{path} 不是有效的 TOML：{error}") from error


def story(path: Path, base: Mapping[str, Any]) -> Story:
    """One story file."""
    data = load(path)
    missing = [name for name in WANTED if not data.get(name)]
    if missing:
        raise StoryError(f"{path} 缺少：{'、'.join(missing)}。")
    steps = tuple(step(row, base, f"{path} 第{number}步") for number, row in enumerate(data["step"], 1))
    for number, (before, after) in enumerate(pairwise(steps), 2):
        if after.at < before.at:
            raise StoryError(f"{path} 第{number}步早于前一步。")
    return Story(path, data["title"], data["round"], data["organisation"], data["ends"], steps)


def step(row: Mapping[str, Any], base: Mapping[str, Any], where: str) -> Step:
    unknown = set(row) - STEP
    if unknown:
        raise StoryError(f"{where}：不认识 {'、'.join(sorted(unknown))}。")
    if bool(row.get("do")) != bool(row.get("by")):
        raise StoryError(f"{where}：do 和 by 要么都写，要么都不写（都不写表示等待）。")
    like = f"{row.get('do')}.{row['like']}" if "like" in row else row.get("do", "")
    if "like" in row and like not in base:
        raise StoryError(f"{where}：{BASE} 里没有 {like}。")
    common = base.get(like, {})
    return Step(
        at=instant(row.get("at"), where),
        by=row.get("by", ""),
        do=row.get("do", ""),
        draft=row.get("draft", False),
        answers={**common.get("answers", {}), **row.get("answers", {})},
        files={**common.get("files", {}), **row.get("files", {})},
        refused=row.get("refused", ""),
    )


def stories(folder: Path) -> list[Story]:
    """All stories of a folder, in the order they begin."""
    paths = sorted(path for path in folder.rglob("*.toml") if path.name not in (OFFICE, BASE))
    if not paths:
        raise StoryError(f"{folder} 里没有故事文件（*.toml）。")
    found = [story(path, common(path.parent / BASE)) for path in paths]
    return sorted(found, key=lambda one: one.steps[0].at)


def common(path: Path) -> dict[str, Any]:
    return load(path) if path.exists() else {}
