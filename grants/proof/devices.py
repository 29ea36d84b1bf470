"""Keys that never leave their device (PKCS#11): a token in a socket, a card, a module in the network.

A device counts wrong PINs and locks itself after a few. Papers are signed by the hundred and by several processes, so
a PIN it refused is not told to it again, and its last try is left to people. One session stays open, for logging in
takes longer than signing; one that is lost is opened again with the next paper. Loaded in the workshop only.
"""

import asyncio
from contextlib import suppress
from typing import Any

import pkcs11
from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PKCS11Error, TokenFlag
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from forms.sentences import N_
from grants.proof.device_faults import (
    LAST_TRY,
    LOCKED,
    MISMATCH,
    NO_CERTIFICATE,
    NO_KEY,
    NO_MODULE,
    NO_PIN,
    WRONG_PIN,
    Place,
    place_of,
    translated,
)
from grants.proof.faults import CannotSign

KINDS = {  # of a certificate's key: what the device calls it, and how it digests and signs in one step
    "ec": (KeyType.EC, Mechanism.ECDSA_SHA256),
    "rsa": (KeyType.RSA, Mechanism.SHA256_RSA_PKCS),
}
DIGEST, TRIAL = "sha256", b"zhutui"
NONE = N_("无")


class DeviceSigner(PKCS11Signer):
    """Signs in the device; a device that fails is let go, so that the next paper finds it anew."""

    def __init__(self, place: Place, session: Any, **named: Any) -> None:
        super().__init__(session, key_label=place.key, **named)
        self.place = place

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        try:
            with translated(self.place):
                return await super().async_sign_raw(data, digest_algorithm, dry_run)
        except CannotSign:
            let_go()
            raise


_open: dict[tuple[str, str], DeviceSigner] = {}  # at most one: a second login in one process is refused
_refused: set[tuple[str, str]] = set()


def opened(setting: str, password: str) -> DeviceSigner:
    """The signer in the device that this setting names; raises CannotSign with the sentence that says what to mend."""
    asked = setting, password
    if asked not in _open:
        let_go()
        _open[asked] = begun(place_of(setting), password)
    return _open[asked]


def let_go() -> None:
    """Close the session that is open, if the device still knows of it."""
    for signer in _open.values():
        with suppress(PKCS11Error):
            signer.pkcs11_session.close()
    _open.clear()


def begun(place: Place, pin: str) -> DeviceSigner:
    token = found(place)
    refuse_risk(token, place, pin)
    session = entered(token, place, pin)
    try:
        with translated(place):
            return holding(token, session, place)
    except CannotSign:
        with suppress(PKCS11Error):
            session.close()
        raise


def found(place: Place) -> Any:
    try:
        driver = pkcs11.lib(place.module)
    except PKCS11Error as error:
        raise place.refused(NO_MODULE) from error
    with translated(place):
        return driver.get_token(token_label=place.token)


def refuse_risk(token: Any, place: Place, pin: str) -> None:
    """No try that is known to fail, and none that could be the last one."""
    if TokenFlag.USER_PIN_LOCKED in token.flags:
        raise place.refused(LOCKED)
    if TokenFlag.LOGIN_REQUIRED in token.flags and not pin:
        raise place.refused(NO_PIN)
    if TokenFlag.USER_PIN_FINAL_TRY in token.flags:
        raise place.refused(LAST_TRY)
    if (place.token, pin) in _refused:
        raise place.refused(WRONG_PIN)


def entered(token: Any, place: Place, pin: str) -> Any:
    try:
        with translated(place):
            return token.open(user_pin=pin or None)
    except CannotSign as refused:
        if refused.sentence.text == WRONG_PIN:
            _refused.add((place.token, pin))
        raise


def holding(token: Any, session: Any, place: Place) -> DeviceSigner:
    """The signer of this session, once its key has signed what its certificate confirms."""
    certificate, chain = certificates(session, place)
    key = private_key(session, place)
    kind, at_once = KINDS.get(certificate.public_key.algorithm, (key[Attribute.KEY_TYPE], None))
    if kind != key[Attribute.KEY_TYPE]:
        raise place.refused(MISMATCH)
    raw = at_once is not None and at_once not in token.slot.get_mechanisms()
    signer = DeviceSigner(place, session, signing_cert=certificate, ca_chain=chain, use_raw_mechanism=raw)
    trial = asyncio.run(signer.async_sign_raw(TRIAL, DIGEST))
    how = signer.get_signature_mechanism_for_digest(DIGEST)
    try:
        DefaultSignatureValidator().validate_signature(trial, TRIAL, certificate.public_key, how)
    except InvalidSignature as error:
        raise place.refused(MISMATCH) from error
    return signer


def private_key(session: Any, place: Place) -> Any:
    keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    named = [key for key in keys if key[Attribute.LABEL] == place.key]
    if len(named) != 1:
        raise place.refused(NO_KEY, present=listed([key[Attribute.LABEL] for key in keys]))
    return named[0]


def certificates(session: Any, place: Place) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The signer's certificate and, of the others in the device, those above it."""
    kept = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    present = [(one[Attribute.LABEL], x509.Certificate.load(one[Attribute.VALUE])) for one in kept]
    named = [certificate for label, certificate in present if label == place.certificate]
    if len(named) != 1:
        raise place.refused(NO_CERTIFICATE, present=listed([label for label, _ in present]))
    chain: list[x509.Certificate] = []
    last = named[0]
    above = {certificate.subject.hashable: certificate for _, certificate in present}
    while last.issuer != last.subject and last.issuer.hashable in above and len(chain) < len(present):
        last = above[last.issuer.hashable]
        chain.append(last)
    return named[0], chain


def listed(labels: list[str]) -> str:
    return "、".join(f"“{label}”" for label in labels) or NONE
