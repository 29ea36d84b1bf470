"""Marks beside marks: of two full-width ones in a row the white between them is halved, as a typesetter does.

A full-width mark is half white. Where ” meets （, or 》 meets ，, the whites add up to a hole in the line; the narrow
form that the face has (`halt`) takes one of them away. The text stays as it was written.
"""

import re

CLOSING, OPENING = "，。、；：）》〉〕】”’", "（《〈〔【“‘"
INLINE = r"(?:</?(?:span|b|wbr)\b[^>]*>)*"  # tags that may stand between two marks of one line
MARKS = re.compile(
    rf"(?P<tag><[^>]*>)"
    rf"|(?P<opened>[{OPENING}]{INLINE})(?P<opening>[{OPENING}])"
    rf"|(?P<closing>[{CLOSING}])(?={INLINE}[{CLOSING}{OPENING}])"
)


def squeezed(html: str) -> str:
    """The page with a class on each mark of its body that is drawn half as wide: a closing one before any other, an
    opening one after another."""
    head, mark, body = html.partition("<body>")
    return head + mark + MARKS.sub(narrowed, body)


def narrowed(found: re.Match[str]) -> str:
    if found["tag"]:
        return found["tag"]
    mark = found["closing"] or found["opening"]
    return f'{found["opened"] or ""}<span class="half">{mark}</span>'
