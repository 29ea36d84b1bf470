"""What is remembered: one file per noun. Importing this package fills the metadata."""

from grants.models.accounts import JoinRequest, PasswordReset, SignInCount
from grants.models.applications import Application, Assignment, Claimed, Draft, DutyHolder
from grants.models.attachments import Attachment, Blob
from grants.models.batches import Batch, BatchItem
from grants.models.calendar import Holiday
from grants.models.events import Answer, Event, LogHead
from grants.models.exports import Export
from grants.models.figures import Figure
from grants.models.log_checks import LogCheck
from grants.models.messages import IdempotentAnswer, Message
from grants.models.money import Budget, Payment, PaymentBatch, Posting
from grants.models.organisations import Organisation
from grants.models.own_templates import OwnTemplate
from grants.models.papers import NumberSeries, Paper
from grants.models.people import ApiToken, Delegation, Expertise, Invitation, Membership, Person
from grants.models.readings import PaperReading
from grants.models.round_papers import PaperCase, RoundPaper
from grants.models.rounds import Round, RoundTerms
from grants.models.views import SavedView

__all__ = [
    "Answer",
    "ApiToken",
    "Application",
    "Assignment",
    "Attachment",
    "Batch",
    "BatchItem",
    "Blob",
    "Budget",
    "Claimed",
    "Delegation",
    "Draft",
    "DutyHolder",
    "Event",
    "Expertise",
    "Export",
    "Figure",
    "Holiday",
    "IdempotentAnswer",
    "Invitation",
    "JoinRequest",
    "LogCheck",
    "LogHead",
    "Membership",
    "Message",
    "NumberSeries",
    "Organisation",
    "OwnTemplate",
    "Paper",
    "PaperCase",
    "PaperReading",
    "PasswordReset",
    "Payment",
    "PaymentBatch",
    "Person",
    "Posting",
    "Round",
    "RoundPaper",
    "RoundTerms",
    "SavedView",
    "SignInCount",
]
