"""Styles kept between papers: what the sheets say of an element is worked out once in a process.

The layout engine works out the style of every element anew for each document, a sixth of all a certificate costs.
Papers of a kind share their sheets and most of their elements, so a style is taken again where an element of an
earlier paper had the very same declarations below the very same parent. What an office lays over, or a template says
in a `style` attribute, is read anew with each paper and so never taken for what another one said.
"""

from typing import Any

from weasyprint import css

MOST = 1000  # styles kept; a kind of paper has fifty

kept: dict[tuple, css.ComputedStyle] = {}


class KeptStyles(css.StyleFor):
    """The styles of one paper's elements, out of those kept where they are the same."""

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None,
        base_url: str | None = None, target_collector: Any = None,
    ) -> None:  # fmt: skip
        """As the engine does; pages and what is made by style alone are left to it."""
        styles = self.get_computed_styles()
        declared = self.get_cascaded_styles().get((element, pseudo_type), {})
        key = (id(self.font_config), base_url, id(styles.get((parent, None))), *identity(declared))
        made = pseudo_type is not None or isinstance(element, tuple)
        if not made and key in kept:
            styles[element, None] = kept[key]
            if kept[key]["anchor"]:
                target_collector.collect_anchor(kept[key]["anchor"])
            return
        super().set_computed_styles(element, parent, root, pseudo_type, base_url, target_collector)
        if not made:
            keep(key, styles[element, None])


def identity(declared: dict) -> tuple:
    """What tells declarations apart: what they are, where they come from the sheets.

    A style holds its declarations, its parent and its fonts: while it is kept, no other object has their numbers.
    """
    return tuple((name, identified(value), weight) for name, (value, weight) in declared.items())


def identified(value: Any) -> Any:
    """A value of plain words by itself: the language comes from an attribute, new with each paper."""
    plain = isinstance(value, tuple) and all(isinstance(word, str) for word in value)
    return value if plain else id(value)


def keep(key: tuple, style: css.ComputedStyle) -> None:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = style


def install() -> None:
    """Have the layout engine of this process keep styles so."""
    css.StyleFor = KeptStyles
