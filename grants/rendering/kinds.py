"""The kinds of paper: what each is told, and how it looks. A new one is a row here and a template of its name."""

from dataclasses import dataclass

from marshmallow import Schema

from grants.rendering.schemas import certificates, dossier, letters, lists, notices


@dataclass(frozen=True)
class Kind:
    """`schema` judges the data of a paper of this kind; `stylesheets` are laid over each other in this order."""

    schema: Schema
    stylesheets: tuple[str, ...]


CERTIFICATE = ("base.css", "certificate.css")
LETTER = ("base.css", "official.css", "letter.css")
DOCUMENT = ("base.css", "official.css", "redhead.css")
LIST = ("base.css", "official.css", "payment_list.css")
FORM = ("base.css", "form.css")

KINDS = {
    "naming_certificate": Kind(certificates.NamingCertificate(), CERTIFICATE),
    "project_certificate": Kind(certificates.ProjectCertificate(), CERTIFICATE),
    "reward_notice": Kind(certificates.RewardNotice(), CERTIFICATE),
    "funding_letter": Kind(letters.FundingLetter(), LETTER),
    "public_notice": Kind(notices.PublicNotice(), DOCUMENT),
    "refusal_letter": Kind(letters.RefusalLetter(), LETTER),
    "revocation_notice": Kind(letters.RevocationNotice(), LETTER),
    "recovery_notice": Kind(letters.RecoveryNotice(), LETTER),
    "acceptance_opinion": Kind(letters.AcceptanceOpinion(), LETTER),
    "naming_decision": Kind(notices.NamingDecision(), DOCUMENT),
    "payment_list": Kind(lists.PaymentList(), LIST),
    "application_form": Kind(dossier.ApplicationForm(), FORM),
    "review_summary": Kind(dossier.ReviewSummary(), FORM),
    "write_off_form": Kind(dossier.WriteOffForm(), FORM),
    "dossier_contents": Kind(dossier.DossierContents(), FORM),
}
