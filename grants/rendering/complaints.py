"""What the layout engine would only log, or refuse in its own way, made a refusal of the paper."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.urls import FatalURLFetchingError

from forms.sentences import N_, Sentence, say
from grants.rendering.faults import PaperRefused

NOT_AN_ASSET = N_("文书模板要取“%(url)s”，文书只能使用登记在册的素材。")
UNFINISHED = N_("文书排版未完成：%(message)s")
NO_STYLE = N_("第%(line)s行：样式“%(said)s”不能用（%(why)s）。")
IGNORED = re.compile(r"Ignored `(?P<said>.*?)\s*` at (?P<line>\d+):\d+, (?P<why>.*?)\.?", re.DOTALL)


class Complaints(logging.Handler):
    """Collects what the layout engine would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[Sentence] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        ignored = IGNORED.fullmatch(message)
        told = say(NO_STYLE, **ignored.groupdict()) if ignored else say(UNFINISHED, message=message)
        self.sentences.append(told)


@contextmanager
def refusing_complaints() -> Iterator[None]:
    """Turn whatever the layout engine warns of, or may not fetch, into a refusal."""
    complaints, logger = Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    except FatalURLFetchingError as error:
        raise PaperRefused([say(NOT_AN_ASSET, url=str(error))]) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.sentences:
        raise PaperRefused(dict.fromkeys(complaints.sentences))
