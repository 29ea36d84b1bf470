"""Story files: TOML, read into plain data. A mistake in a file is told with the file and the place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grants.clock import ZONE

OFFICE = "office.toml"


class StoryError(Exception):
    """A story cannot be read, or did not go as its file says; the message names the file and the step."""


@dataclass(frozen=True)
class Step:
    """One step: who does what when. `wait` lets time pass; `refused` is part of the sentence expected."""

    at: datetime
    by: str = ""
    do: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, list[str]] = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True)
class Story:
    """The life of one case: in which round, for which unit, step by step, and the state it ends in."""

    path: Path
    title: str
    round: str
    organisation: str
    ends: str
    steps: tuple[Step, ...]

    @property
    def slug(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"


def instant(value: Any, where: str) -> datetime:
    """A local date and time of the file, as an instant: it is Beijing's."""
    if not isinstance(value, datetime):
        raise StoryError(f"{where}：at 应写成 2026-03-10T09:30:00 的形式。")
    return (value if value.tzinfo else value.replace(tzinfo=ZONE)).astimezone(UTC)


def load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise StoryError(f"没有找到 {path}。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(f"{path} 不是有效的 TOML：{error}") from error


def story(path: Path) -> Story:
    """One story file."""
    data = load(path)
    missing = [name for name in ("title", "round", "organisation", "ends", "step") if name not in data]
    if missing:
        raise StoryError(f"{path} 缺少：{'、'.join(missing)}。")
    steps = tuple(step(row, f"{path} 第{number}步") for number, row in enumerate(data["step"], 1))
    return Story(path, data["title"], data["round"], data["organisation"], data["ends"], steps)


def step(row: Mapping[str, Any], where: str) -> Step:
    unknown = set(row) - {"at", "by", "do", "answers", "files", "refused"}
    if unknown:
        raise StoryError(f"{where}：不认识 {'、'.join(sorted(unknown))}。")
    if bool(row.get("do")) != bool(row.get("by")):
        raise StoryError(f"{where}：do 和 by 要么都写，要么都不写（都不写表示等待）。")
    return Step(**{**row, "at": instant(row.get("at"), where)})


def stories(folder: Path) -> list[Story]:
    """All stories of a folder, in the order they happen."""
    paths = sorted(path for path in folder.rglob("*.toml") if path.name != OFFICE)
    if not paths:
        raise StoryError(f"{folder} 里没有故事文件（*.toml）。")
    return sorted((story(path) for path in paths), key=lambda found: found.steps[0].at)
