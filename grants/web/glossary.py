"""The rulebook and the words of the house, for everyone: every refusal links to its rule here."""

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.blueprints import BlueprintSetupState

from grants.texts import N_
from grants.web.glossary_programmes import AT
from grants.web.glossary_programmes import GROUPS as WORDS
from workflows.rules import RULES, Rule

blueprint = Blueprint("glossary", __name__)

# (first letters of the codes, heading)
GROUPS = (
    ("A", N_("申报与受理")),
    ("P", N_("职工专利助推")),
    ("J", N_("职工创新项目助推")),
    ("S", N_("职工创新工作室评选")),
    ("ED", N_("评审与职责")),
    ("MNW", N_("审定、公示与文书")),
    ("F", N_("资金")),
)


@blueprint.record_once
def words_by_label(state: BlueprintSetupState) -> None:
    """The words of the house by the labels of the questions that use them: forms explain them beside the field.

    Known to every template, so that macros imported without their page's context have it too.
    """
    state.app.jinja_env.globals["words_at"] = AT


@blueprint.get("/rules")
def rules() -> str:
    """Every rule, under the heading it belongs to."""
    return render_template("help/rules.html", groups=list(grouped()))


def grouped() -> Iterator[tuple[str, list[Rule]]]:
    known = "".join(letters for letters, _ in GROUPS)
    for letters, heading in GROUPS:
        yield heading, [rule for rule in RULES.values() if rule.code[0] in letters]
    rest = [rule for rule in RULES.values() if rule.code[0] not in known]
    if rest:
        yield N_("其他"), rest


@blueprint.get("/glossary")
def words() -> str:
    """The words used on the pages, in a sentence each."""
    return render_template("help/glossary.html", groups=WORDS)
