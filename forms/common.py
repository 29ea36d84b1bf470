"""The forms all programmes share, put together from their phases."""

from forms.base import Form
from forms.deciding import decision, notice, papers
from forms.fields import Question
from forms.paying import acceptance, change_payee, payment, receipt, recovery, suspension, write_off
from forms.screening import Pairs, faults, intake


def shared(sections: Pairs, checklist: Pairs, **proposed: Question) -> dict[str, Form]:
    """From the unit's confirmation to recovery, for an application of these sections.

    checklist: the items of the screening. proposed: what the meeting's proposal asks beside the sum.
    """
    return {
        **intake(sections, checklist),
        **decision(**proposed),
        **notice(),
        **papers(),
        **change_payee(),
        **payment(),
        **suspension(),
        **receipt(),
        **recovery(),
        **write_off(),
    }


def reported(sections: Pairs) -> dict[str, Form]:
    """The judgement of a final report of these sections."""
    return {"return_report": faults(sections), **acceptance()}
