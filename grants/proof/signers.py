"""Who signs: a key in a file, a hardware token, or a function of the office's own. Loaded in the workshop only.

The setting names it: a path (`.pem` with key and certificates, `.p12`, `.pfx`),
`pkcs11:/path/module.so?token=LABEL&certificate=LABEL&key=LABEL`, or `module:function`. An own function is called with
the setting's password and returns a pyHanko Signer: so another algorithm, or a signature service elsewhere, is a
function and no change here.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificates
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from forms.sentences import N_, say
from grants.proof.faults import CannotSign

UNREADABLE = N_(
    "签名密钥文件“%(path)s”不能使用：须是含私钥和证书的 PEM 或 PKCS#12，口令写在 ZHUTUI_SIGNER_PASSWORD。"
)
NO_TOKEN = N_(
    "不能使用签名硬件：%(why)s。请检查 ZHUTUI_SIGNER 和 ZHUTUI_SIGNER_PASSWORD，并确认已安装 python-pkcs11。"
)
NO_FUNCTION = N_("ZHUTUI_SIGNER 所指的“%(name)s”不是文件，也不是可以调用的函数。")


def opened(setting: str, password: str) -> Signer:
    """The signer of this setting; raises CannotSign with the sentence that says what to mend."""
    if setting.startswith("pkcs11:"):
        return from_token(setting, password)
    path = Path(setting)
    if ":" in setting and not path.exists():
        return from_function(setting)(password)
    try:
        return from_file(path, path.stat().st_mtime_ns, password)
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise CannotSign(say(UNREADABLE, path=path.name)) from error


@lru_cache(maxsize=4)
def from_file(path: Path, _changed: int, password: str) -> SimpleSigner:
    """A key kept in a file, read again when the file changes. The first certificate is the signer's."""
    content, phrase = path.read_bytes(), password.encode() or None
    key: Any
    if path.suffix in (".p12", ".pfx"):
        key, own, others = pkcs12.load_key_and_certificates(content, phrase)
        chain = [one for one in (own, *others) if one]
    else:
        key, chain = load_pem_private_key(content, phrase), load_pem_x509_certificates(content)
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    first, *rest = [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in chain]
    return SimpleSigner(first, asn1_keys.PrivateKeyInfo.load(plain), SimpleCertificateStore.from_certs(rest))


def from_function(setting: str) -> Callable[[str], Signer]:
    module, _, name = setting.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise CannotSign(say(NO_FUNCTION, name=setting)) from error


@lru_cache(maxsize=1)
def from_token(setting: str, password: str) -> Signer:
    """A key that never leaves its device, by the device's PKCS#11 module; the session stays open."""
    place = urlsplit(setting)
    asked = {name: values[0] for name, values in parse_qs(place.query).items()}
    try:
        pkcs11 = import_module("pyhanko.sign.pkcs11")
        criteria = TokenCriteria(label=asked["token"])
        session = pkcs11.open_pkcs11_session(
            unquote(place.path), token_criteria=criteria, user_pin=password or None
        )
        return pkcs11.PKCS11Signer(session, asked["certificate"], key_label=asked.get("key"))
    except (ImportError, KeyError, SigningError, OSError, RuntimeError) as error:
        raise CannotSign(say(NO_TOKEN, why=str(error))) from error
