"""Latin words among Chinese: the gap between the scripts, made of markup, so that no space enters the text.

A tenth of an em, which with the white of the glyphs themselves is about a quarter between what is printed; and the
most at which programs that read the text back do not take the gap for a space.
"""

import re
from itertools import accumulate

AFTER, BEFORE = "after-han", "before-han"
HAN = "〇\u3400-\u9fff\U00020000-\U0003ffff"
TAG = re.compile(r"(<[^>]*>)")
WORD = re.compile(
    rf"(?P<after>(?<=[{HAN}]))?(?P<word>[A-Za-z0-9](?:[!$%'-:=?-~]*[A-Za-z0-9%])?)(?P<before>(?=[{HAN}]))?"
)


def mixed(html: str) -> str:
    """The page with a class on each word that stands beside Chinese characters, in its body alone."""
    head, mark, body = html.partition("<body>")
    pieces = TAG.split(body)
    texts = pieces[::2]
    lefts = accumulate(texts, lambda last, text: text[-1:] or last, initial="")
    rights = [*accumulate(reversed(texts), lambda last, text: text[:1] or last, initial="")][-2::-1]
    pieces[::2] = [between(*given) for given in zip(lefts, texts, rights, strict=False)]
    return head + mark + "".join(pieces)


def between(left: str, text: str, right: str) -> str:
    """The text marked, with the characters that stand beside it beyond its tags."""
    left, right = (beside if re.match(f"[{HAN}]", beside) else "" for beside in (left, right))
    return WORD.sub(marked, left + text + right).removeprefix(left).removesuffix(right)


def marked(found: re.Match[str]) -> str:
    sides = [name for name, side in ((AFTER, "after"), (BEFORE, "before")) if found[side] is not None]
    return f'<span class="{" ".join(sides)}">{found["word"]}</span>' if sides else found["word"]
