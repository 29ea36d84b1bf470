"""Names of files that are handed out: told apart by what they are of, and such that every system takes them."""

import re

LONGEST = 120  # characters; a name of a round may be long
REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')  # by Windows; others refuse less


def taken_anywhere(part: str) -> str:
    """This text without what Windows takes in no name, nor the dots and spaces it drops at an end."""
    return REFUSED.sub(" ", part).strip(" .")


def file_name(*parts: str, ending: str) -> str:
    """These parts joined, as every system takes them. An empty part is left out."""
    cleaned = "-".join(filter(None, map(taken_anywhere, parts)))
    return f"{cleaned[:LONGEST].rstrip(' .')}.{ending}"
