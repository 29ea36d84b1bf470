"""What is put into a file as its signature (CMS, RFC 5652), the same for all papers of a signer but for two values.

Putting one together from nothing costs more than all the rest of signing. A trial shows how a signer's look; of it,
only the digest and what is signed over it are made anew. With a time-stamp, or by a signer that has a way of its own
to put it together, each is made from nothing.
"""

import asyncio
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import cms
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper

DIGEST = "sha256"
BLANK = bytes(32)  # in the place of the digest in a trial
TIMEOUT = 10  # seconds a time-stamping authority may take


class Look(NamedTuple):
    """All that the signatures of one day have in common: who signs, and who says when ('' for nobody)."""

    signer: Signer
    authority: str
    day: date


def room(look: Look) -> int:
    """Hexadecimal digits a file keeps free for its signature: twice what a trial took."""
    return len(trial(look)) * 4


def container(look: Look, digest: bytes) -> bytes:
    """The signature over a file of this digest, as it stands in the file."""
    if look.authority or type(look.signer).async_sign is not Signer.async_sign:
        return asyncio.run(whole(look, digest)).dump()
    made = cms.ContentInfo.load(trial(look))
    info = made["content"]["signer_infos"][0]
    attributes = info["signed_attrs"].untag().dump().replace(BLANK, digest)
    info["signed_attrs"] = cms.CMSAttributes.load(attributes)
    info["signature"] = asyncio.run(look.signer.async_sign_raw(attributes, DIGEST))
    return made.dump()


@lru_cache(maxsize=4)
def trial(look: Look) -> bytes:
    """A signature over nothing. It costs as much as one from nothing, and asks the authority too."""
    return asyncio.run(whole(look, BLANK, dry_run=True)).dump()


async def whole(look: Look, digest: bytes, dry_run: bool = False) -> cms.ContentInfo:
    stamper = HTTPTimeStamper(look.authority, timeout=TIMEOUT) if look.authority else None
    return await look.signer.async_sign(digest, DIGEST, dry_run, use_pades=True, timestamper=stamper)
