"""All fields a form is made of; the only place forms import fields from."""

from forms.amounts import SHANGHAI, Date, DateTime, Money, Month, Number, Percent, Points
from forms.choices import Choice, Choices, Declaration, PersonPick, Upload, YesNo
from forms.question import Question
from forms.rows import Rows
from forms.texts import (
    AnnouncementNumber,
    BankAccount,
    CardNumber,
    LongText,
    Mobile,
    PatentNumber,
    Phone,
    ResidentId,
    ShortText,
    Text,
    Uscc,
)

__all__ = [
    "SHANGHAI",
    "AnnouncementNumber",
    "BankAccount",
    "CardNumber",
    "Choice",
    "Choices",
    "Date",
    "DateTime",
    "Declaration",
    "LongText",
    "Mobile",
    "Money",
    "Month",
    "Number",
    "PatentNumber",
    "Percent",
    "PersonPick",
    "Phone",
    "Points",
    "Question",
    "ResidentId",
    "Rows",
    "ShortText",
    "Text",
    "Upload",
    "Uscc",
    "YesNo",
]
