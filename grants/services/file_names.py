"""Names of files that are handed out: told apart by what they are of, and such that every system takes them."""

import re

LONGEST = 120  # characters; a name of a round may be long
REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')  # by Windows; others refuse less


def file_name(*parts: str, ending: str) -> str:
    """These parts joined, without what Windows takes in no name, nor the dots and spaces it drops at an end. An empty
    part is left out."""
    cleaned = (REFUSED.sub(" ", part).strip(" .") for part in parts)
    return f"{'-'.join(filter(None, cleaned))[:LONGEST].rstrip(' .')}.{ending}"
