"""The 版记 stands on the back of a sheet, on the last face of all (GB/T 9704-2012, 7.4.1).

Whether it comes to stand on a front is known only once the pages are laid out. Such a paper is laid out again with the
版记 on the page behind; most papers come out right at once and none without a 版记 is looked at twice. Where the text
has left it no room at all, a blank page comes between, and neither is numbered (7.5).
"""

from collections.abc import Callable
from typing import Any

TEXT, RECORD = "text-end", "record"  # ids of parts.html: where the text ends, and the 版记


def settled(html: str, lay: Callable[[str], Any]) -> Any:
    """The laid-out document of this page, by `lay`, its 版记 on the back of a sheet."""
    document = lay(html)
    face = face_of(document)
    return lay(html.replace("<body>", f'<body class="{face}">', 1)) if face else document


def face_of(document: Any) -> str:
    """The class of a body whose 版记 has to go overleaf; '' where it need not."""
    places = {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}
    if places.get(RECORD, 0) % 2 == 0:
        return ""
    return "overleaf" if places.get(TEXT) == places[RECORD] else "overleaf after-blank"
