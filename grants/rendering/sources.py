"""The sources of a paper's template and of all it extends, imports or includes: read, shown and digested."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.sentences import say
from grants.rendering import own as owned
from grants.rendering.faults import PaperRefused
from grants.rendering.templates import CIRCLE, FOLDER, KEPT, environment, explain, sha256_of, written


def shipped(name: str, programme: str, folder: Path = FOLDER) -> str:
    """The template of this name as it came with the product."""
    found = environment(programme, folder)
    return found.loader.get_source(found, name)[0]  # type: ignore[union-attr]


def spelled(name: str, programme: str, own: str) -> dict[str, str]:
    """The files of an own template, the shipped one in its place where it stands."""
    files = owned.parts(own, name)
    return files if files[name].strip() else {**files, name: shipped(name, programme)}


def tidied(name: str, programme: str, files: dict[str, str]) -> str:
    """These files as one text (see `own`), those left out that say what is shipped; '' where all do."""
    kept = {name: ""} | {
        file: text
        for file, text in files.items()
        if file == owned.STYLE or owned.ended(text) != owned.ended(standard(file, programme))
    }
    return owned.joined(kept)


def standard(name: str, programme: str) -> str:
    """The same as `shipped`, '' for a name nothing is shipped under: what is written there is refused by name."""
    try:
        return shipped(name, programme)
    except TemplateError:
        return ""


@lru_cache(KEPT)
def digest(name: str, programme: str, folder: Path = FOLDER, own: str = "") -> str:
    """One SHA-256 over a template and all it extends, imports or includes."""
    return sha256_of(source.encode() for _name, source in used(name, programme, folder, own))


def used(name: str, programme: str, folder: Path = FOLDER, own: str = "") -> Iterator[tuple[str, str]]:
    """The template and all it extends, imports or includes, each with its source, as often as it is named."""
    return below(name, environment(programme, folder, *written(name, own)), folder, ())


def below(
    name: str, found: ImmutableSandboxedEnvironment, folder: Path, above: tuple
) -> Iterator[tuple[str, str]]:
    if name in above:
        raise PaperRefused([say(CIRCLE, template=name)])
    try:
        source, _file, _fresh = found.loader.get_source(found, name)  # type: ignore[union-attr]
        inner = meta.find_referenced_templates(found.parse(source, name, name))
    except TemplateError as error:
        raise PaperRefused([explain(name, error, folder)]) from error
    yield name, source
    for other in inner:
        if other:
            yield from below(other, found, folder, (*above, name))
