"""What `script/server` left in its data folder: a command typed beside it works on the same data with the same keys."""

from collections.abc import Mapping
from pathlib import Path

USUAL = Path(__file__).parents[2] / "var"  # of a checkout
SERVER, SECRETS = "server.env", "secrets.env"


def settings(environ: Mapping[str, str], folders: tuple[Path, ...] = (Path("var"), USUAL)) -> dict[str, str]:
    """What this environment does not say and the server that was started last in its data folder was told. Nothing
    where none was, or where the environment speaks of another kind of installation: what is said goes first, and
    secrets are never made up."""
    said = environ.get("ZHUTUI_DATA")
    for folder in (Path(said),) if said else folders:
        if (folder / SERVER).is_file():
            kept = read(folder / SECRETS) | read(folder / SERVER) | {"ZHUTUI_DATA": str(folder)}
            other = environ.get("ZHUTUI_ENV") not in (None, "", kept.get("ZHUTUI_ENV"))
            return {} if other else {name: value for name, value in kept.items() if not environ.get(name)}
    return {}


def read(path: Path) -> dict[str, str]:
    """NAME=value lines, as the shell of `script/server` reads them."""
    if not path.is_file():
        return {}
    pairs = (line.partition("=") for line in path.read_text("utf-8").splitlines())
    return {name: value for name, sign, value in pairs if sign and name[:1].isupper()}
