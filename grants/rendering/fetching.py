"""Takes the open 仿宋 and 楷体 out of the Debian package that has them.

Installing that package would bring a whole typesetting system of several hundred megabytes; three files are wanted.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from flask_babel import gettext as _

from grants.rendering import machine

FOLDER = Path(machine.FONT_FOLDERS[0], "zhutui")


class NotFetched(RuntimeError):
    """A package could not be had; the message says which, and what to do."""


def wanted() -> list[machine.Face]:
    """Faces that papers can do without, and that this machine does without."""
    return [face for face in machine.missing_faces(machine.installed_fonts()) if not face.needed]


def fetch(faces: Iterable[machine.Face], folder: Path = FOLDER) -> list[Path]:
    """Put the files of these faces into the user's folder of fonts; raises NotFetched."""
    found: list[Path] = []
    for package in dict.fromkeys(face.package for face in faces):
        try:
            found += taken(package, {stem for face in faces for stem in face.stems}, folder.expanduser())
        except (OSError, subprocess.CalledProcessError, tarfile.TarError) as fault:
            raise NotFetched(
                _(
                    "取不到软件包 %(package)s：请先运行 apt-get update，"
                    "并确认本机能访问软件源，再运行 zhutui fonts --fetch。",
                    package=package,
                )
            ) from fault
    return found


def taken(package: str, stems: set[str], folder: Path) -> list[Path]:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["apt-get", "download", package], cwd=place, check=True, capture_output=True)  # noqa: S603, S607
        (archive,) = Path(place).glob("*.deb")
        content = Path(place, "content.tar")
        with content.open("wb") as target:
            subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], stdout=target, check=True)  # noqa: S603, S607
        return extracted(content, stems, folder)


def extracted(content: Path, stems: set[str], folder: Path) -> list[Path]:
    """The font files of these names, taken out of a tar file into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    with tarfile.open(content) as archive:
        for member in archive:
            name = Path(member.name)
            if member.isfile() and name.stem in stems and name.suffix in machine.FONT_SUFFIXES:
                inside = archive.extractfile(member)
                (folder / name.name).write_bytes(inside.read() if inside else b"")
                found.append(folder / name.name)
    return found
