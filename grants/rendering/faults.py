"""Why a paper is not made: every reason at once, each a sentence that names what is wrong."""

from collections.abc import Iterable

from forms.sentences import Sentence


class PaperRefused(Exception):
    """The paper was not made; `sentences` are all the reasons, in Chinese and translatable."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))

    def __reduce__(self) -> tuple:
        """Refusals cross from the workshop's process with their sentences whole."""
        return type(self), (self.sentences,)
