"""The ways to make one certificate that are compared: each runs in a process of its own and is asked in turns.

All draw the same naming certificates, each with another name, number and code, so that no two are alike.
"""

import atexit
import base64
import importlib
import io
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from grants.rendering import assets, codes, templates
from grants.rendering.samples import context

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "var" / "fonts"
KIND, PROGRAMME = "naming_certificate", "studio"
SYSTEM = {
    "Song": "Noto Serif",
    "Hei": "Noto Sans",
    "Fangsong": "Noto Serif",
    "Kai": "Noto Serif",
    "Title": "Noto Serif",
}
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"  # so that papers need other characters
)
NAMES = "怀远清和书宁知远明轩雨桐浩然思源文博嘉懿景行若水子衿云舒"
FIELDS = "显示驱动精密制造生物制药智能网联能源集成电路数控加工轨道交通航空发动医疗器械"

Make = Callable[[dict[str, Any]], bytes]


def data(number: int) -> dict[str, Any]:
    """The number-th certificate: another person, studio and number, another code and address behind its QR code."""
    digits = "".join(ALPHABET[number // 32**place % 32] for place in range(4))
    surname, name, field = (words[number % len(words)] for words in (SURNAMES, pairs(NAMES), pairs(FIELDS)))
    given = context(KIND, PROGRAMME)
    return given | {
        "code": f"7K3M-9Q-{digits}",
        "verify_url": f"{given['verify_url'][:-4]}{digits}",
        "leader": surname + name,
        "studio": f"{surname}{name}{field}创新工作室",
        "number": f"京开工创证〔2026〕{number + 1}号",
    }


def pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(0, len(text) - 1, 2)]


def picture(address: str) -> bytes:
    """The QR code as a picture, for engines that know nothing else."""
    out = io.BytesIO()
    codes.code(address).save(out, kind="png", scale=8, border=codes.QUIET)
    return out.getvalue()


def ours() -> Make:
    """The call everything in the product comes down to."""
    papers = importlib.import_module("grants.rendering.papers")
    fonts = importlib.import_module("grants.rendering.fonts").ensure_fonts(FONTS)
    return lambda given: papers.render(KIND, PROGRAMME, given, fonts).pdf


def plain() -> Make:
    """The call of WeasyPrint's own first page, with the fonts Debian installs: same template, style and drawings."""
    weasyprint = importlib.import_module("weasyprint")
    kinds = importlib.import_module("grants.rendering.kinds").KINDS
    schema = kinds[KIND].schema
    css = "".join((templates.FOLDER / name).read_text() for name in kinds[KIND].stylesheets)
    for role, family in SYSTEM.items():
        css = css.replace(f'"Zhutui {role}"', f'"{family} CJK SC"')
    css = css.replace("asset:", f"{templates.FOLDER.as_uri()}/")

    def make(given: dict[str, Any]) -> bytes:
        html = templates.fill(f"{KIND}.html", PROGRAMME, schema.load(given))
        code = base64.b64encode(picture(given["verify_url"])).decode()
        html = html.replace("asset:qr", f"data:image/png;base64,{code}")
        html = html.replace("asset:", f"{templates.FOLDER.as_uri()}/")
        return weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=css)])

    return make


def typst() -> Make:
    """The same sheet by typst, if its package is installed; without the record attached."""
    compiler = importlib.import_module("typst")
    folder = Path(tempfile.mkdtemp(prefix="typst-"))
    atexit.register(shutil.rmtree, folder)
    (folder / "main.typ").write_text((Path(__file__).parent / "certificate.typ").read_text())
    for name, drawing in (("divider", "divider"), ("border", "classic-landscape")):
        (folder / f"{name}.svg").write_bytes(assets.DRAWINGS[f"{drawing}.svg"])
    fonts = compiler.Fonts(include_system_fonts=False, font_paths=[str(FONTS / "reduced")])

    def make(given: dict[str, Any]) -> bytes:
        (folder / "qr.png").write_bytes(picture(given["verify_url"]))
        inputs = {key: str(value) for key, value in given.items()}
        return compiler.compile(
            str(folder / "main.typ"), root=str(folder), font_paths=fonts, sys_inputs=inputs
        )

    return make


CONTENDERS: dict[str, Callable[[], Make]] = {"plain": plain, "ours": ours, "typst": typst}


def serve(name: str, pipe: Connection) -> None:
    """In a process of its own: make as many papers as asked, and tell what each cost."""
    try:
        make = CONTENDERS[name]()
        size = len(make(data(0)))
    except ImportError as missing:
        pipe.send(str(missing))
        return
    pipe.send(size)
    made = 1
    for count in iter(pipe.recv, 0):
        begun, cpu = time.monotonic(), time.process_time()
        for number in range(made, made + count):
            make(data(number))
        made += count
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send(((time.process_time() - cpu) / count, (time.monotonic() - begun) / count, resident(), peak))


def resident() -> float:
    """MiB this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024
