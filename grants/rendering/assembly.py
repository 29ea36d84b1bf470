"""Makes the folder of fonts: reduced faces, links to the full ones, fontconfig's file, and a record."""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from xml.sax.saxutils import escape

from grants.rendering import machine, native, reduction

RECIPE = "1"  # raised when the reduction gives other bytes, so that old folders are made anew
CONFIGURATION_FILE, RECORD_FILE, COVERAGE_FILE = "fonts.conf", "fonts.json", "coverage.txt"
REDUCED, EXTRA, FULL = FOLDERS = ("reduced", "extra", "full")
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{folder}/cache</cachedir>
{aliases}
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""
PREFERRED = {
    native.SONG: (native.SONG, "Noto Serif CJK SC", native.HEI),
    native.HEI: (native.HEI, "Noto Sans CJK SC"),
    "serif": (native.SONG,),
    "sans-serif": (native.HEI,),
    "monospace": (native.HEI,),
}
Sources = dict[tuple[str, str], Path]
Progress = Callable[[int, int, str], None]  # faces done, faces in all, the file just finished


def finished(folder: Path) -> dict[str, str] | None:
    """The folder's files with their digests, if made there, by this recipe, from the fonts installed now."""
    try:
        record = json.loads((folder / RECORD_FILE).read_text("utf-8"))
        current = origin(folder, [Path(path) for path, *_state in record["origin"]["sources"]])
    except (OSError, ValueError, KeyError):
        return None
    return record["files"] if record["origin"] == current else None


def origin(folder: Path, sources: Iterable[Path]) -> dict:
    states = {"sources": states_of(sources), "extra": states_of(machine.extra_fonts())}
    return {"recipe": RECIPE, "folder": str(folder), **states}


def states_of(paths: Iterable[Path]) -> list[list]:
    return [[str(path), (stat := path.stat()).st_size, stat.st_mtime_ns] for path in paths]


def make(folder: Path, progress: Progress) -> dict[str, str]:
    """Make everything in a folder beside this one, and put it in its place only when it is whole.

    One process at a time: what an interrupted one left beside the folder is taken away.
    """
    sources, prefix = native.find_sources(), f".{folder.name}-"
    for left_over in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        files = fill(work, folder, sources, progress)
        work.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    scan(folder / CONFIGURATION_FILE)
    return files


def fill(work: Path, folder: Path, sources: Sources, progress: Progress) -> dict[str, str]:
    link(work / FULL, sources.values())
    link(work / EXTRA, machine.extra_fonts())
    (work / REDUCED).mkdir()
    reduce_all(sources, work / REDUCED, progress)
    paths = sorted(path for name in FOLDERS for path in (work / name).iterdir())
    files = {path.relative_to(work).as_posix(): sha256(path) for path in paths}
    record = {"origin": origin(folder, sources.values()), "files": files}
    (work / COVERAGE_FILE).write_text("\n".join(ranges(covered(paths))))
    (work / CONFIGURATION_FILE).write_text(configuration(folder), "utf-8")
    (work / RECORD_FILE).write_text(json.dumps(record, indent=1, ensure_ascii=False), "utf-8")
    return files


def link(folder: Path, paths: Iterable[Path]) -> None:
    folder.mkdir()
    for path in paths:
        (folder / path.name).symlink_to(path.resolve())


def reduce_all(sources: Sources, target: Path, progress: Progress) -> None:
    """Reduce every face, as many at once as there are processors."""
    with ThreadPoolExecutor(min(len(sources), os.cpu_count() or 1)) as pool:
        runs = {pool.submit(reduce_apart, *face, source, target): face for face, source in sources.items()}
        for done, run in enumerate(as_completed(runs), 1):
            progress(done, len(runs), run.result())


def reduce_apart(family: str, style: str, source: Path, target: Path) -> str:
    """Reduce one face in a process of its own; the name of the file made."""
    name = f"{family.replace(' ', '')}-{style}.ttf"
    command = [sys.executable, "-P", reduction.__file__, str(source), family, style, str(target / name)]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own program
    if run.returncode:
        raise native.broken(source)
    return name


def covered(paths: Iterable[Path]) -> set[int]:
    return {point for path in paths for point in native.examined(path, points_of)}


def points_of(path: Path) -> Iterable[int]:
    """What a font file draws; of a collection for several languages, its simplified Chinese face."""
    face = reduction.simplified(path)
    faces = [face] if face else reduction.faces(path)
    return [point for face in faces for point in face.getBestCmap() or ()]


def ranges(points: set[int]) -> Iterator[str]:
    """Runs of consecutive code points, as "4e00-9fa5"."""
    firsts = sorted(point for point in points if point - 1 not in points)
    lasts = sorted(point for point in points if point + 1 not in points)
    return (f"{first:x}-{last:x}" for first, last in zip(firsts, lasts, strict=True))


def read_coverage(folder: Path) -> Iterator[int]:
    for line in (folder / COVERAGE_FILE).read_text().split():
        first, last = (int(end, 16) for end in line.split("-"))
        yield from range(first, last + 1)


def configuration(folder: Path) -> str:
    """The fontconfig file: our folders alone, and which family stands in for which."""
    folders = "\n".join(f"  <dir>{escape(str(folder / name))}</dir>" for name in FOLDERS)
    aliases = "\n".join(alias(family, names) for family, names in PREFERRED.items())
    return CONFIGURATION.format(folder=escape(str(folder)), folders=folders, aliases=aliases)


def alias(family: str, names: tuple[str, ...]) -> str:
    preferred = "".join(f"<family>{name}</family>" for name in names)
    return f"  <alias><family>{family}</family><prefer>{preferred}</prefer></alias>"


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
