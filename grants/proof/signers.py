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
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from forms.sentences import N_, say
from grants.proof.faults import CannotSign

UNREADABLE = N_(
    "签名密钥文件“%(path)s”不能使用：须是含私钥和证书的 PEM 或 PKCS#12，口令写在 ZHUTUI_SIGNER_PASSWORD。"
)
NO_PAIR = N_("签名密钥文件“%(path)s”里的私钥与第一张证书不是一对，签出的文书无法核验。")
NO_FUNCTION = N_("ZHUTUI_SIGNER 所指的“%(name)s”不是文件，也不是可以调用的函数。")


def opened(setting: str, password: str) -> Signer:
    """The signer of this setting; raises CannotSign with the sentence that says what to mend."""
    if setting.startswith("pkcs11:"):
        return import_module("grants.proof.devices").opened(setting, password)
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
    if key.public_key() != chain[0].public_key():
        raise CannotSign(say(NO_PAIR, path=path.name))
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    first, *rest = [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in chain]
    return SimpleSigner(first, asn1_keys.PrivateKeyInfo.load(plain), SimpleCertificateStore.from_certs(rest))


def from_function(setting: str) -> Callable[[str], Signer]:
    module, _, name = setting.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise CannotSign(say(NO_FUNCTION, name=setting)) from error
