"""The proof of papers: the address with its token before they are laid out, the signature when they are released."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app
from flask_babel import gettext

from forms.sentences import translated
from grants import clock
from grants.errors import Problem
from grants.proof import keys, tokens
from grants.proof.faults import CannotSign
from grants.proof.orders import Order
from grants.rendering import workshop
from grants.rendering.facts import facts
from grants.services import blobs, links
from grants.texts import N_

DEVELOPER = "开发测试"  # whom the certificate of a development key names

NO_KEYS = N_(
    "没有找到或不能读取文书签名密钥文件 %(name)s，文书不能制作。请管理员按 docs/verification.md 处理。"
)


@dataclass(frozen=True)
class Signed:
    """The digest of a paper's signed bytes, and of the bytes that were signed."""

    of: str
    digest: str


def folder() -> Path:
    """Where the keys of this installation are; where nothing is in earnest, they are made with the first paper."""
    settings = current_app.config
    place = settings["KEYS_FOLDER"] or settings["DATA"] / "keys"
    if not settings["PRODUCTION"]:
        keys.make(place, DEVELOPER, development=True)
    return place


def address(kind: str, context: dict[str, Any]) -> str:
    """Where the QR code of a paper with these data leads: the page that verifies, with the token.

    `context` has the plain address meanwhile. It stays where the data are faulty: such a paper is refused anyway.
    """
    said = facts(kind, context)
    if said is None:
        return context[tokens.ADDRESS]
    token = tokens.issue(kind, said, code_key())
    return tokens.address(current_app.config["BASE_URL"], context["code"], token)


def code_key() -> Ed25519PrivateKey:
    """The key of QR codes; raises Problem where it is gone since the start."""
    try:
        return keys.codes_key(folder())
    except keys.NoKeys as missing:
        raise Problem(gettext(NO_KEYS) % {"name": missing}) from missing


def signed(papers: Mapping[int, tuple[str, Mapping[str, Any]]]) -> dict[int, Signed]:
    """Sign these papers, given by id as digest and context, and keep the bytes. Not to be called inside `writing`.

    Raises Problem where it cannot be done now; nothing is released then.
    """
    try:
        return {paper: sign(digest, context) for paper, (digest, context) in papers.items()}
    except CannotSign as refused:
        raise Problem(translated(refused.sentence, gettext)) from refused


def sign(digest: str, context: Mapping[str, Any]) -> Signed:
    return Signed(digest, blobs.put(workshop.sign(blobs.get(digest), order(context))))


def order(context: Mapping[str, Any]) -> Order:
    """The signature this installation puts under a paper with these data, now."""
    settings = current_app.config
    return Order(
        signer=settings["SIGNER"] or str(folder() / keys.SIGNER),
        keys=folder(),
        password=settings["SIGNER_PASSWORD"],
        at=clock.now(),
        issuer=context["issuer"],
        number=context.get("number", ""),
        address=links.to(f"/verify/{context['code']}"),
        authority=settings["TSA_URL"],
    )
