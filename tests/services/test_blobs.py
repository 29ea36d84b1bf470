"""Bytes are kept once under their digest, whole or not at all, and damage shows."""

import hashlib
import io

import pytest

from grants.services import blobs

pytestmark = pytest.mark.one_database
DATA = b"%PDF-1.7 original bytes"
DIGEST = hashlib.sha256(DATA).hexdigest()


def files() -> list[str]:
    return [path.name for path in blobs.folder().rglob("*") if path.is_file()]


def test_bytes_come_back_as_they_were(app):
    assert blobs.put(DATA) == DIGEST
    assert blobs.get(DIGEST) == DATA


def test_the_same_bytes_are_kept_once_and_nothing_else_is_left(app):
    blobs.put(DATA)
    assert blobs.put_stream(io.BytesIO(DATA), 100) == (DIGEST, len(DATA))
    assert files() == [DIGEST]


def test_a_stream_beyond_its_limit_leaves_nothing(app):
    with pytest.raises(blobs.TooLarge):
        blobs.put_stream(io.BytesIO(DATA), len(DATA) - 1)
    assert files() == []


def test_a_stream_of_just_the_limit_is_kept(app):
    assert blobs.put_stream(io.BytesIO(DATA), len(DATA))[1] == len(DATA)


def test_damage_is_noticed(app):
    blobs.put(DATA)
    path = blobs.path(DIGEST)
    path.write_bytes(DATA.replace(b"original", b"0riginal"))
    with pytest.raises(blobs.Damaged):
        blobs.get(DIGEST)


@pytest.mark.parametrize("name", [DIGEST, "../../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_or_no_digest_is_refused(app, name):
    with pytest.raises(blobs.Damaged):
        blobs.get(name)
