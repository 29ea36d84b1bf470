"""Where a key in a device is, and in which sentence each thing that can go wrong with the device is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import pkcs11
from pkcs11 import PKCS11Error

from forms.sentences import N_, say
from grants.proof.faults import CannotSign

INCOMPLETE = N_(
    "ZHUTUI_SIGNER 写得不对：应写成 pkcs11:驱动程序路径?token=硬件名称&certificate=证书名称&key=私钥名称；"
    "私钥与证书同名的，可不写 key。口令（PIN）不写在这里，写在 ZHUTUI_SIGNER_PASSWORD。"
)
NO_MODULE = N_("签名硬件的驱动程序“%(module)s”不能装入：请核对 ZHUTUI_SIGNER 中的路径，或重新安装驱动程序。")
ABSENT = N_("没有找到签名硬件“%(token)s”：请确认已插好、通电，且 ZHUTUI_SIGNER 中的名称无误。")
SEVERAL = N_("有不止一个签名硬件名为“%(token)s”：请只留要用的一个。")
NO_PIN = N_("签名硬件“%(token)s”要求口令（PIN）：请写在 ZHUTUI_SIGNER_PASSWORD，并重新启动。")
WRONG_PIN = N_(
    "签名硬件“%(token)s”不接受所给的口令（PIN）：请核对 ZHUTUI_SIGNER_PASSWORD，改正后重新启动。"
    "为免硬件锁死，本程序不会再用这个口令尝试。"
)
LAST_TRY = N_(
    "签名硬件“%(token)s”只剩最后一次输入口令（PIN）的机会，本程序不用它冒险：请用硬件自带的工具输入一次正确的口令，"
    "再核对 ZHUTUI_SIGNER_PASSWORD。"
)
LOCKED = N_("签名硬件“%(token)s”的口令（PIN）已锁死：请用硬件自带的管理工具解锁。")
NO_CERTIFICATE = N_("签名硬件“%(token)s”里没有可用的证书“%(certificate)s”。其中的证书：%(present)s。")
NO_KEY = N_("签名硬件“%(token)s”里没有可用的私钥“%(key)s”。其中的私钥：%(present)s。")
MISMATCH = N_(
    "签名硬件“%(token)s”里的证书“%(certificate)s”与私钥“%(key)s”不是一对，签出的文书无法核验：请核对两者的名称。"
)
LOST = N_("签名硬件“%(token)s”没有完成签名（%(why)s），文书尚未签名：请确认硬件已插好、可用，再重试一次。")
REFUSALS: tuple[tuple[tuple[type[PKCS11Error], ...], str], ...] = (
    ((pkcs11.PinLocked,), LOCKED),
    ((pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange), WRONG_PIN),
    ((pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised), ABSENT),
    ((pkcs11.MultipleTokensReturned,), SEVERAL),
    ((PKCS11Error,), LOST),
)
NAMES = {"token", "certificate", "key"}


class Place(NamedTuple):
    """Where a key is: the driver's file, and the labels of the device, the certificate and the private key."""

    module: str
    token: str
    certificate: str
    key: str

    def refused(self, sentence: str, **values: str) -> CannotSign:
        return CannotSign(say(sentence, **self._asdict(), **values))


def place_of(setting: str) -> Place:
    """Read pkcs11:/path/module.so?token=LABEL&certificate=LABEL&key=LABEL; raises CannotSign."""
    parts = urlsplit(setting)
    named = dict(parse_qsl(parts.query))
    if not parts.path or not {"token", "certificate"} <= named.keys() <= NAMES:
        raise CannotSign(say(INCOMPLETE))
    return Place(
        unquote(parts.path), named["token"], named["certificate"], named.get("key", named["certificate"])
    )


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """What goes wrong with the device inside is said in its sentence."""
    try:
        yield
    except PKCS11Error as error:
        sentence = next(sentence for kinds, sentence in REFUSALS if isinstance(error, kinds))
        raise place.refused(sentence, why=str(error) or type(error).__name__) from error
