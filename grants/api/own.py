"""What is the caller's own: who they are, the letters to their organisations with who read them, and the messages to
themselves."""

from typing import Any

from flask import g

from grants.api import queries, shapes
from grants.api.operations import operation
from grants.services import messages, organisations, readings
from grants.services.messages import Line
from grants.services.paging import cut
from grants.services.readings import Letter
from grants.texts import N_

TAG = N_("我的文书和消息")


@operation("GET", "/me", N_("令牌所属的人及其角色"), tag=N_("账户"), answer=shapes.ME)
def me() -> dict[str, Any]:
    """The caller, with the roles in force today."""
    names = organisations.named(g.viewer.organisations())
    roles = [vars(held) | {"organisation_name": names.get(held.organisation)} for held in g.viewer.held]
    person = g.caller
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "language": person.language or "zh",
        "roles": roles,
    }


@operation(
    "GET",
    "/letters",
    N_("发给本单位的文书及阅看情况"),
    tag=TAG,
    query=queries.LETTERS,
    answer=shapes.LETTER,
    many=True,
)
def letters(query: dict[str, Any]) -> tuple[list[Letter], str]:
    """Letters in force to the caller's organisations, the newest first. Reading the content is the receipt."""
    found = readings.letters(g.viewer, bool(query["unread"]), query["after"], query["limit"] + 1)
    page, last = cut(found, query["limit"])
    return page, str(last.paper.id) if last else ""


@operation(
    "GET", "/messages", N_("我的消息"), tag=TAG, query=queries.MESSAGES, answer=shapes.MESSAGE, many=True
)
def own_messages(query: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """What the caller was told, the newest first, a page as long as that of the web. Links for oneself alone (a new
    password, an invitation) are left out: a token is no place to pass them on."""
    lines, last = cut(messages.mine(g.viewer, query["after"]), messages.PAGE)
    return [told(line) for line in lines], str(last.place) if last else ""


def told(line: Line) -> dict[str, Any]:
    message = line.message
    return {
        "id": line.place,
        "application": (message.given or {}).get("number"),
        "occasion": message.occasion,
        "urgent": message.urgent,
        "subject": line.words.subject,
        "body": line.words.body,
        "created_at": message.created_at,
        "sent_at": message.sent_at,
    }
