"""Why a paper could not be signed: one sentence that names what is wrong and what to mend."""

from forms.sentences import Sentence


class CannotSign(Exception):
    """The paper was not signed; `sentence` is the reason, in Chinese and translatable."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def __reduce__(self) -> tuple:
        """It crosses from the workshop's process with its sentence whole."""
        return type(self), (self.sentence,)
