"""A real paper, signed with keys of its own, made once for all tests that look at one."""

import tempfile
from functools import cache
from pathlib import Path

from grants.proof import keys, signing, tokens
from grants.proof.orders import Order
from grants.rendering import papers
from grants.rendering.facts import facts
from grants.rendering.samples import context
from tests.conftest import NOW
from tests.rendering.reading import fonts

KIND, PROGRAMME, CODE = "refusal_letter", "studio", "7K3M9QXD2R"
OFFICE = "试验总工会"
BASE = "https://zhutui.example.org"


def folder(name: str = OFFICE) -> Path:
    """Keys as `zhutui paper-keys make` makes them, once for each name."""
    return made(name)


@cache
def made(name: str) -> Path:
    place = Path(tempfile.mkdtemp(prefix="zhutui-keys-")) / "keys"
    keys.make(place, name)
    return place


def published(name: str = OFFICE) -> keys.Published:
    return keys.of_folder(folder(name))


def said(**changes) -> dict:
    """The data of a paper, its token among them."""
    plain = context(KIND, PROGRAMME, code=CODE, **changes)
    token = tokens.issue(KIND, facts(KIND, plain), keys.codes_key(folder()))
    return plain | {tokens.ADDRESS: tokens.address(BASE, CODE, token)}


@cache
def unsigned() -> bytes:
    return papers.render(KIND, PROGRAMME, said(), fonts()).pdf


def order(name: str = OFFICE, **changes) -> Order:
    given = {
        "signer": str(folder(name) / keys.SIGNER), "keys": folder(name), "at": NOW, "issuer": name,
        "number": "京开工创函〔2026〕1号", "address": f"{BASE}/verify/{CODE}",
    }  # fmt: skip
    return Order(**given | changes)


@cache
def signed() -> bytes:
    return signing.sign(unsigned(), order())
