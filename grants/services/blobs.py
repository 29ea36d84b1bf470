"""Bytes kept under their SHA-256 in files: written once, never changed, the same bytes only once.

The interface is what an object store offers too: put, get, has. A name is a digest, so no name can lead elsewhere.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO

from flask import current_app

CHUNK = 1024 * 1024


class TooLarge(Exception):
    """More bytes than allowed; nothing was kept."""


class Damaged(Exception):
    """The stored bytes are no longer those of their digest, or are gone: restore them from the backup."""


def put(data: bytes) -> str:
    """Keep these bytes; their digest. Keeping the same bytes again changes nothing."""
    digest = hashlib.sha256(data).hexdigest()
    if not has(digest):
        with temporary() as file:
            file.write(data)
            settle(file, digest)
    return digest


def put_stream(stream: IO[bytes], limit: int) -> tuple[str, int]:
    """Keep what the stream holds; (digest, size). Raises TooLarge beyond `limit` bytes."""
    hashed, size = hashlib.sha256(), 0
    with temporary() as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge
            hashed.update(chunk)
            file.write(chunk)
        settle(file, hashed.hexdigest())
    return hashed.hexdigest(), size


def get(digest: str) -> bytes:
    """The bytes of this digest. Raises Damaged where the store does not hold exactly these."""
    try:
        data = path(digest).read_bytes()
    except FileNotFoundError as gone:
        raise Damaged(digest) from gone
    if hashlib.sha256(data).hexdigest() != digest:
        raise Damaged(digest)
    return data


def has(digest: str) -> bool:
    return path(digest).exists()


def folder() -> Path:
    return current_app.config["DATA"] / "blobs"


def path(digest: str) -> Path:
    """Where these bytes lie: blobs/ab/abcd…"""
    if len(digest) != hashlib.sha256().digest_size * 2 or not set(digest) <= set("0123456789abcdef"):
        raise Damaged(digest)
    return folder() / digest[:2] / digest


def temporary() -> IO[bytes]:
    """A file beside its later place, so that moving it there is one step; it goes away unless settled."""
    folder().mkdir(parents=True, exist_ok=True)
    return tempfile.NamedTemporaryFile(dir=folder(), prefix=".new-")


def settle(file: IO[bytes], digest: str) -> None:
    """Give a finished file its name: on disk before anyone can see it, and whole or not there at all.

    A second name is linked, the temporary one goes when the file is closed; who comes second finds it done.
    """
    file.flush()
    os.fsync(file.fileno())
    place = path(digest)
    place.parent.mkdir(exist_ok=True)
    try:
        os.link(file.name, place)
    except FileExistsError:
        return
    handle = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
