"""What the documentation names is there: its commands with their options, its files and its pictures.

That the commands do what they say is for the tests of each; `script/test` and what `script/server` calls run in CI.
"""

import re
from collections import defaultdict
from pathlib import Path

import click
import pytest

from grants.cli import COMMANDS, zhutui
from grants.programmes import PROGRAMMES

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
COMMAND = re.compile(r"zhutui((?: [a-zA-Z0-9./_=-]+)+)")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)|src=\"([^\":]+)\"")
ACTION = re.compile(
    r"\| `(\w+)` (\S+)[^|]* \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", re.M
)  # name, label, by, what it asks
OWN = ("submit", "register", "report")  # whose forms each programme has for itself
SCRIPT = re.compile(r"\bscript/[a-z_.]*[a-z]\b")


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command these words call, and what is left of them."""
    command: click.Command = zhutui
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"no command {words[0]}"
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_exists_with_its_options(page):
    for call in COMMAND.findall(page.read_text("utf-8")):
        words = call.split()
        if words[0] not in {name for name, _place, _help in COMMANDS}:
            continue  # "zhutui" in a sentence
        command, rest = resolved(words)
        known = {option for parameter in command.params for option in (*parameter.opts, "--help")}
        assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known, call


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_points_to_is_there(page):
    text = page.read_text("utf-8")
    places = {page.parent / (link or source) for link, source in LINK.findall(text)}
    places |= {ROOT / script for script in SCRIPT.findall(text)}
    assert [str(place) for place in places if not place.exists()] == []


def test_the_page_on_changes_names_what_is_there():
    """Its files and folders, and of what it says to be in a file that it is."""
    text = (ROOT / "docs/changing.md").read_text("utf-8")
    places = [ROOT / name for name in re.findall(r"`([a-z_]+/[\w./]*)`", text)]
    assert [str(place) for place in places if not place.exists()] == []
    said = re.findall(r"`(\w+)` in\s+`([^`]+)`", text)
    assert len(said) > 10
    assert [
        name for name, file in said if not re.search(rf"\b{name}\b", (ROOT / file).read_text("utf-8"))
    ] == []


def test_the_readme_shows_what_it_is_and_how_to_start():
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count(".png") >= 4
    assert all(f"\n    {command} " in text for command in ("script/server", "script/test"))


def test_the_table_of_actions_says_who_does_each_and_what_it_asks():
    """`*` marks what is required; its states are told by tests/workflows/tables."""
    told = {name: rest for name, *rest in ACTION.findall((ROOT / "docs/architecture.md").read_text("utf-8"))}
    labels, roles, asked = defaultdict(set), defaultdict(set), defaultdict(dict)
    for programme in PROGRAMMES.values():
        for action in programme.workflow.actions:
            labels[action.name].add(action.label)
            roles[action.name].update(action.by)
            form = programme.forms.get(action.name) if action.name not in OWN else None
            for name, field in form.fields.items() if form else ():
                asked[action.name][name] = "*" if field.required else asked[action.name].get(name, "")
    assert set(told) == set(labels)
    for action, (label, by, fields) in told.items():
        assert label in labels[action]
        assert set(by.split(", ")) == roles[action], action
        assert asked[action].items() <= set(re.findall(r"\b([a-z_]+)(\*?)", fields)), action
