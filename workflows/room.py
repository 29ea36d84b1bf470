"""The boxes of a workflow's diagram, and the room their words take in whatever language they are said. In pixels."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from workflows.engine import Action, State
from workflows.roles import ACTING

MAIN, LEFT, RIGHT = 0, -1, 1  # columns
WIDTH, ASIDE_WIDTH, LABEL = 250, 130, 118  # what a box and a label have at least: enough for Chinese
MOST = 300  # no box of the main line is wider for the sake of whose turn it is
HEADING, TURN, ITEM, MOVE, STEP = 16, 12, 12.5, 12, 13  # sizes of type
PAD, COUNT = 14, 48  # beside the words of a box, and for what stands in it


@dataclass
class Box:
    """A state's place. `items` are the actions that leave the case in it, listed in so many columns."""

    state: State
    column: int
    items: tuple[Action, ...]
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    columns: int = 1

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Said:
    """The words of a box: its state, whose turn it is ('' for nobody's), and what may be done in it."""

    state: str
    turn: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """Widths of a box of the main line, of one aside, and of a label beside a box; columns of acts in the first."""

    main: float
    aside: float
    label: float
    columns: int


def said(box: Box, say: Callable[[str], str]) -> Said:
    """The words of a box; whose turn it is stands in those of the main line."""
    named = box.column == MAIN and box.state.turn in ACTING
    turn = say(ACTING[box.state.turn]) if named else ""
    return Said(say(box.state.label), turn, tuple("· " + say(action.label) for action in box.items))


def wide(words: str, size: float, bold: bool = False) -> float:
    """About how wide these words are: a Chinese character is as wide as high, a Latin one little more than half."""
    latin = 0.6 if bold else 0.54
    return size * sum(1 if character >= "\u2000" else latin for character in words)


def room(boxes: Collection[Box], labels: Iterable[str], say: Callable[[str], str]) -> Room:
    """Room for all these words, and no less than Chinese takes; gives the boxes their widths."""
    main, aside = ([said(b, say) for b in boxes if (b.column == MAIN) is middle] for middle in (True, False))
    columns = 2 if 2 * max(map(listed, main)) <= WIDTH + 2 * PAD else 1
    found = Room(
        main=max(
            WIDTH,
            *(max(headed(one), listed(one) if columns == 1 else 0) for one in main),
            *(min(MOST, beside(one)) for one in main if one.turn),
        ),
        aside=max([ASIDE_WIDTH, *(max(headed(one), listed(one)) for one in aside)]),
        label=max([LABEL, *(wide(label, MOVE) + 18 for label in labels)]),
        columns=columns,
    )
    for box in boxes:
        middle = box.column == MAIN
        box.width, box.columns = (found.main, columns) if middle else (found.aside, 1)
    return found


def headed(words: Said) -> float:
    """The width of the head of a box: its state, and what stands there."""
    return PAD + wide(words.state, HEADING, bold=True) + COUNT


def beside(words: Said) -> float:
    """The same with whose turn it is between them."""
    return headed(words) + wide(words.turn, TURN) + PAD


def listed(words: Said) -> float:
    """The width of one column of what may be done."""
    return 2 * PAD + max((wide(item, ITEM) for item in words.items), default=0)
