"""The token of a QR code: what it tells, what it is bound to, and that its code is printed large enough."""

from datetime import date

import pytest
import segno

from grants.proof import keys, tokens
from grants.rendering import codes
from tests.proof.papers import CODE, KIND, folder, published, said

pytestmark = pytest.mark.one_database
PRINTED = 24  # millimetres of the symbol with the border of two modules that is drawn (base.css, form.css)


def token() -> str:
    return said()[tokens.ADDRESS].rpartition("/")[2]


def test_it_tells_of_its_paper():
    claim = tokens.read(CODE, token(), published().codes)
    assert (claim.code, claim.number) == (CODE, said()["number"])
    assert claim.dated == date.fromisoformat(said()["dated"])
    assert claim.tells_of(KIND)
    assert not claim.tells_of("reward_notice")


def test_it_is_always_the_same_for_the_same_data():
    assert token() == token()


OTHERS = {
    "another code": lambda: ("ABCDEFGHJK", token(), published()),
    "a letter changed": lambda: (CODE, token()[:40] + ("A" if token()[40] != "A" else "B") + token()[41:], published()),
    "cut": lambda: (CODE, token()[:-10], published()),
    "empty": lambda: (CODE, "", published()),
    "not base32": lambda: (CODE, "1" * 175, published()),
    "another's key": lambda: (CODE, token(), published("别的单位")),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_was_not_signed_is_forged(name):
    code, text, known = OTHERS[name]()
    with pytest.raises(tokens.Forged):
        tokens.read(code, text, known.codes)


@pytest.mark.parametrize("host", ["zhutui.example.org", "zhutui.bda-trade-union.org.cn"])
def test_its_modules_are_large_enough_to_scan_from_paper(host):
    address = tokens.address(f"https://{host}", CODE, token())
    side = segno.make_qr(address.upper(), error="m", mask=codes.MASK, boost_error=False).symbol_size(
        border=2
    )[0]
    assert PRINTED / side >= 0.4


@pytest.mark.parametrize(
    "text", ["https://x.org/verify/ABCDEFGHJK/TT", "HTTPS://X.ORG/VERIFY/ABCDEFGHJK/TT?a=1"]
)
def test_an_address_is_read_in_small_letters_and_capitals(text):
    assert tokens.parts(text) == ("ABCDEFGHJK", "TT")


def test_the_keys_of_codes_are_read_from_their_folder():
    assert keys.codes_key(folder()).public_key() in published().codes
