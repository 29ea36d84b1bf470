"""What each paper says, gathered from the case: plain data for grants.rendering, whose schemas judge it."""

from collections.abc import Callable
from typing import Any

from grants.services import proofs
from grants.services.paper_contexts import adverse, certificates, letters, notices
from grants.services.paper_contexts.common import Subject, common

__all__ = ["CONTEXTS", "Subject", "context"]

CONTEXTS: dict[str, Callable[[Subject], dict[str, Any]]] = {
    "naming_certificate": certificates.naming_certificate,
    "project_certificate": certificates.project_certificate,
    "reward_notice": certificates.reward_notice,
    "funding_letter": letters.funding_letter,
    "public_notice": notices.public_notice,
    "refusal_letter": adverse.refusal_letter,
    "revocation_notice": adverse.revocation_notice,
    "recovery_notice": adverse.recovery_notice,
    "acceptance_opinion": letters.acceptance_opinion,
}


def context(subject: Subject) -> dict[str, Any]:
    """The context of this paper, in the language of papers: Chinese, dates ISO, sums in fen."""
    said = common(subject) | CONTEXTS[subject.kind](subject)
    return said | {"verify_url": proofs.address(subject.kind, said)}
