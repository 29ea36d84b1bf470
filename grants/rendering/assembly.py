"""Makes the folder of fonts: reduced faces, links to the full ones, fontconfig's file, and a record."""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TypedDict

from grants.rendering import coverage, machine, native, reduction, roles
from grants.rendering.machine import Face
from grants.rendering.native import Sources

RECIPE = "4"  # raised when the reduction gives other bytes, so that old folders are made anew
CONFIGURATION_FILE, RECORD_FILE = "fonts.conf", "fonts.json"
REDUCED, EXTRA, FULL = PARTS = ("reduced", "extra", "full")
Progress = Callable[[int, int, str], None]  # faces done, faces in all, the file just finished


class Record(TypedDict):
    """What a folder was made from and what is in it: files with their digests, and the family of each role."""

    origin: dict
    files: dict[str, str]
    roles: dict[str, str]


def finished(folder: Path) -> Record | None:
    """The record of the folder, if made there, by this recipe, from the fonts installed now."""
    try:
        record: Record = json.loads((folder / RECORD_FILE).read_text("utf-8"))
        current = origin(folder, [Path(path) for path, *_state in record["origin"]["sources"]])
    except (OSError, ValueError, KeyError):
        return None
    return record if record["origin"] == current and not newcomers(record) else None


def newcomers(record: Record) -> list[Path]:
    """Fonts installed by now for faces that were done without; looked for only where some were."""
    absent = [face for face in machine.FACES if f"{REDUCED}/{file_name(face)}" not in record["files"]]
    installed = machine.installed_fonts() if absent else {}
    return [installed[stem] for face in absent for stem in face.stems if stem in installed]


def origin(folder: Path, sources: Iterable[Path]) -> dict:
    states = {"sources": states_of(sources), "extra": states_of(machine.extra_fonts())}
    return {"recipe": RECIPE, "folder": str(folder), **states}


def states_of(paths: Iterable[Path]) -> list[list]:
    return [[str(path), (stat := path.stat()).st_size, stat.st_mtime_ns] for path in paths]


def make(folder: Path, progress: Progress) -> Record:
    """Make everything in a folder beside this one, and put it in its place only when it is whole.

    One process at a time: what an interrupted one left beside the folder is taken away.
    """
    sources, prefix = native.find_sources(), f".{folder.name}-"
    for left_over in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        record = fill(work, folder, sources, progress)
        work.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    scan(folder / CONFIGURATION_FILE)
    return record


def fill(work: Path, folder: Path, sources: Sources, progress: Progress) -> Record:
    link(work / FULL, (path for face, path in sources.items() if face.needed))
    link(work / EXTRA, machine.extra_fonts())
    (work / REDUCED).mkdir()
    reduce_all(sources, work / REDUCED, progress)
    paths = sorted(path for name in PARTS for path in (work / name).iterdir())
    families = {face.family for face in sources} | licensed(work / EXTRA)
    record: Record = {
        "origin": origin(folder, sources.values()),
        "files": {path.relative_to(work).as_posix(): sha256(path) for path in paths},
        "roles": roles.players(families),
    }
    (work / coverage.FILE).write_text(coverage.written(covered(paths)))
    (work / CONFIGURATION_FILE).write_text(roles.configuration(folder, PARTS, families), "utf-8")
    (work / RECORD_FILE).write_text(json.dumps(record, indent=1, ensure_ascii=False), "utf-8")
    return record


def link(folder: Path, paths: Iterable[Path]) -> None:
    folder.mkdir()
    for path in paths:
        (folder / path.name).symlink_to(path.resolve())


def reduce_all(sources: Sources, target: Path, progress: Progress) -> None:
    """Reduce every face, as many at once as there are processors."""
    with ThreadPoolExecutor(min(len(sources), os.cpu_count() or 1)) as pool:
        runs = {pool.submit(reduce_apart, face, source, target): face for face, source in sources.items()}
        for done, run in enumerate(as_completed(runs), 1):
            progress(done, len(runs), run.result())


def reduce_apart(face: Face, source: Path, target: Path) -> str:
    """Reduce one face in a process of its own; the name of the file made."""
    name = file_name(face)
    asked = [str(source), face.family, face.style, face.script, str(target / name)]
    command = [sys.executable, "-P", reduction.__file__, *asked]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own program
    if run.returncode:
        raise native.broken(source)
    return name


def file_name(face: Face) -> str:
    return f"{face.family.replace(' ', '')}-{face.style}.ttf"


def licensed(folder: Path) -> set[str]:
    """Every name of the families the office supplied, in any language."""
    return {name for path in folder.iterdir() for name in native.examined(path, reduction.families)}


def covered(paths: Iterable[Path]) -> set[int]:
    return {point for path in paths for point in native.examined(path, points_of)}


def points_of(path: Path) -> Iterable[int]:
    """What a font file draws; of a collection for several languages, its simplified Chinese face."""
    face = reduction.simplified(path)
    faces = [face] if face else reduction.faces(path)
    return [point for face in faces for point in face.getBestCmap() or ()]


def sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def scan(path: Path) -> None:
    """Let fontconfig list the fonts once now, not while the first paper waits."""
    fontconfig = machine.library(native.FONTCONFIG)
    if fontconfig:
        fontconfig.FcConfigCreate.restype = ctypes.c_void_p
        config = ctypes.c_void_p(fontconfig.FcConfigCreate())
        fontconfig.FcConfigParseAndLoad(config, os.fsencode(path), 1)
        fontconfig.FcConfigBuildFonts(config)
        fontconfig.FcConfigDestroy(config)
