"""The program that reads QR codes from a scan or photograph: see `pictures`, which runs it.

It takes the bytes on its standard input and prints a JSON list of the texts found. It ends with its time and memory,
whatever it was given.
"""

import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO

import zxingcpp
from PIL import Image, ImageOps
from pypdfium2 import PdfDocument, PdfiumError

MOST_PROCESSOR = 10  # seconds
MOST_MEMORY = 1024**3  # bytes
MOST_PIXELS = 50_000_000  # of a picture: twice what a good telephone takes
SIDE = 2600  # pixels of the longer side at which codes are looked for
MOST_PAGES = 8
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")


def found(data: bytes) -> list[str]:
    """The texts, each once, in the order of the pages."""
    texts = [
        code.text for picture in pictures(data) for code in zxingcpp.read_barcodes(picture, formats=CODES)
    ]
    return list(dict.fromkeys(texts))


CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def pictures(data: bytes) -> Iterator[Image.Image]:
    """What there is to look at, in grey: the first pages of a PDF, or the picture the right way up."""
    if data.startswith(b"%PDF"):
        document = PdfDocument(data)
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            scale = SIDE / max(*page.get_size(), 1)
            yield page.render(scale=scale, grayscale=True).to_pil()
        return
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError(picture.size)
        picture.draft("L", (SIDE, SIDE))  # a JPEG is made smaller while it is read
        upright = ImageOps.exif_transpose(picture.convert("L"))
        upright.thumbnail((SIDE, SIDE))
        yield upright


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR, MOST_PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        texts = found(sys.stdin.buffer.read())
    except (PdfiumError, OSError, ValueError, MemoryError, Image.DecompressionBombError):
        return 1
    sys.stdout.write(json.dumps(texts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
