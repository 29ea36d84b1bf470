"""What a child of the workshop does. Only there is the layout engine loaded, which is what the workshop is for."""

from importlib import import_module
from pathlib import Path

from grants.proof.orders import Order
from grants.rendering import binding, papers
from grants.rendering.fonts import ensure_fonts
from grants.rendering.rendered import Rendered


def ready(fonts_folder: Path) -> None:
    """Nothing more than what loading this module and listing the fonts has done."""
    ensure_fonts(fonts_folder)


def render(kind: str, programme: str, context: dict, fonts_folder: Path, own: str) -> Rendered:
    return papers.render(kind, programme, context, ensure_fonts(fonts_folder), own)


def describe(kind: str, programme: str, context: dict, fonts_folder: Path, own: str) -> dict[str, str]:
    return papers.describe(kind, programme, context, ensure_fonts(fonts_folder), own)


def bind(papers_in_order: list[Path], target: Path) -> None:
    binding.bind(papers_in_order, target)


def sign(pdf: bytes, order: Order) -> bytes:
    """The paper with its signature; what signs is loaded with the first."""
    return import_module("grants.proof.signing").sign(pdf, order)
