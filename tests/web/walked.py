"""What every page of a programme says, to everybody, at each state of a case: walked once, judged in many ways."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle

from tests.api.callers import Caller
from tests.browser.judging import Part, Parts, Shown
from tests.clients import Client
from tests.web import speech
from tests.web.test_languages import FOREIGN, browsers, elsewhere, languages, spoken_data
from tests.web.walks import Stop, actions, of_a_case, stops

HEAVIEST = 30 * 1024  # bytes, compressed
NARROW_FIRST = cycle([False, True, True, False])  # so that each language is looked at on each size of screen
LANGUAGE_FIRST = cycle([1, -1])  # of two pages alike but for their language now one is shown, now the other


@dataclass
class Walked:
    """`foreign` are texts in another language than the reader's, `shown` the pages that a browser should look at."""

    foreign: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    read: set[bytes] = field(default_factory=set)
    made_of: dict[frozenset[Part], Shown] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)  # who was refused what


def walk(app, programme: str, seen: set[Part]) -> Walked:
    """Everybody looks at each page of the case at each of its states and is refused there; at the end, at all others
    that answer them. What they see is judged; of pages made of the same parts, those are shown that have them all."""
    found = Walked()
    for office, number in stops(programme):
        data = spoken_data(app)
        look = partial(looked_at, found, data)
        for role, someone, client in browsers(app, office):
            for address in of_a_case(office, number, role):
                look(client, role, address)
            found.foreign += refused(app, found.refused, (office, number), data, (role, someone, client))
    for role, _someone, client in browsers(app, office):
        for address in elsewhere(app, office, number, role):
            look(client, role, address)
    found.shown = list(fewest(found.made_of, seen))
    return found


def fewest(made_of: dict[frozenset[Part], Shown], seen: set[Part]) -> Iterator[Shown]:
    """Pages that have every part (an element of a kind, in an attire, within another) that was not seen before: each
    time the one with most that is new. Hundreds of pages are made of the same parts."""
    left = made_of
    while left := {parts - seen: page for parts, page in left.items() if parts - seen}:
        most = max(left, key=len)
        seen |= most
        yield replace(left[most], narrow=next(NARROW_FIRST))


def looked_at(found: Walked, data: tuple[str, ...], client: Client, role: str, address: str) -> None:
    """One page in each language; what looks the same to the byte was looked at before."""
    for language in languages(role)[:: next(LANGUAGE_FIRST)]:
        client.set_cookie("language", language)
        answer = client.get(address)
        assert answer.status_code < 500
        if not spoken(answer) or answer.data in found.read:
            continue
        found.read.add(answer.data)
        page = speech.heard(answer.text, Parts())
        said = speech.foreign(page.texts(), FOREIGN[language], data)
        found.foreign += [f"{address} {role} {text}" for text in said]
        if (weight := len(gzip.compress(answer.data))) > HEAVIEST:
            found.heavy.append(f"{address} {role} weighs {weight} bytes")
        found.made_of.setdefault(frozenset(page.parts), Shown(address, answer.data, dict(answer.headers)))


def spoken(answer) -> bool:
    return answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303)


def refused(
    app, before: set[tuple[str, str]], stop: Stop, data: tuple[str, ...], who: tuple
) -> Iterator[str]:
    """What is said in the wrong language to who gives an empty form, on the page and by the API; once for each form,
    wherever the case stands."""
    (office, number), (role, someone, client) = stop, who
    client.set_cookie("language", "en")
    new = [action for action in actions(office, number, role) if (role, action) not in before]
    before |= {(role, action) for action in new}
    for action in new:
        path = f"/applications/{number}/{action}"
        answer = client.post(path, data={"step": "check"})
        assert answer.status_code < 500
        said = speech.heard(answer.text, speech.Texts()).texts() if spoken(answer) else ()
        for text in [*speech.foreign(said, FOREIGN["en"], data), *told(app, someone, path, data)]:
            yield f"{path} {role} {text}"


def told(app, someone, path: str, data: tuple[str, ...]) -> set[str]:
    """Chinese sentences the API answers an English program with, whatever was refused."""
    if someone is None:
        return set()
    headers = {"Accept-Language": "en-GB, en;q=0.8"}
    answer = Caller(app, someone).send(
        path, {"answers": {}}, headers=headers, query_string={"dry_run": "true"}
    )
    assert answer.status_code < 500
    return speech.foreign(speech.leaves(answer.json), FOREIGN["en"], data)
