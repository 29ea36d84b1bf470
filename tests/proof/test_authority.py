"""Time-stamps as an authority really gives them: asked for by its protocol, checked by who verifies."""

import pytest

from grants import verify_paper
from grants.proof import signing
from grants.proof.faults import CannotSign
from tests.proof import authority
from tests.proof.papers import order, published, unsigned

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(authority.MISSING, reason="no time-stamping authority here: openssl is not installed"),
]


def test_a_paper_bears_the_time_an_authority_gave_it(tmp_path):
    with authority.serving(tmp_path) as address:
        papers = [signing.sign(unsigned(), order(authority=address)) for _ in range(2)]
        asked = int((tmp_path / "serial").read_text(), 16) - 1
    assert asked == 3  # one for each paper, and one to know how long a signature gets
    found, told, _code = verify_paper.check(papers[0], published())
    assert found == []
    assert any(authority.NAME in line for line in told)


def test_an_authority_out_of_order_leaves_the_paper_unsigned(tmp_path):
    with (
        authority.serving(tmp_path, works=False) as address,
        pytest.raises(CannotSign, match="时间戳服务没有应答"),
    ):
        signing.sign(unsigned(), order(authority=address))
