"""What an office wrote in the place of what is shipped, as one text: the template, and what it changed beside it.

Each further file follows under a line `{#== name ==#}`: a template that the first extends or imports, in other words,
or `style.css`, which is laid over the shipped sheets. Where the first is empty, the shipped one stands.
"""

import re
from collections.abc import Mapping

HEADING = re.compile(r"^\{#== (\S+) ==#\}\n", re.MULTILINE)
STYLE = "style.css"


def parts(own: str, name: str) -> dict[str, str]:
    """The files of an own template by their names; `name` is the template itself."""
    first, *others = HEADING.split(own)
    return {name: first, **dict(zip(others[::2], others[1::2], strict=True))}


def joined(files: Mapping[str, str]) -> str:
    """One text of these files, the template first; the others in the order of their names, empty ones left out."""
    first, *others = files
    kept = (f"{{#== {name} ==#}}\n{ended(files[name])}" for name in sorted(others) if files[name].strip())
    return ended(files[first]) + "".join(kept)


def ended(text: str) -> str:
    """Line ends as files have them, whatever a browser sends; a file ends with its last line."""
    plain = text.replace("\r\n", "\n").rstrip()
    return f"{plain}\n" if plain else ""


def style(own: str) -> str:
    """The rules an office laid over the shipped sheets; '' where there are none."""
    return parts(own, "").get(STYLE, "")
