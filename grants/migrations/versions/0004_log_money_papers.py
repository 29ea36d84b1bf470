"""The log, money, papers and messages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "log_heads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_heads"),
    )
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("principal_id", sa.Integer(), nullable=True),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.Column("before", sa.String(length=24), nullable=False),
        sa.Column("after", sa.String(length=24), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("answers_digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_events_application_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_events_person_id"),
        sa.ForeignKeyConstraint(["principal_id"], ["people.id"], name="fk_events_principal_id"),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("digest", name="uq_events_digest"),
    )
    op.create_index("ix_events_application_id", "events", ["application_id"], unique=False)
    op.create_index("ix_events_person_id", "events", ["person_id"], unique=False)
    op.create_table(
        "answers",
        sa.Column("event_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("masked", JSON, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_answers_application_id"),
        sa.ForeignKeyConstraint(["event_number"], ["events.number"], name="fk_answers_event_number"),
        sa.PrimaryKeyConstraint("event_number", name="pk_answers"),
    )
    op.create_index("ix_answers_application_id", "answers", ["application_id"], unique=False)
    op.create_table(
        "postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("account", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "account IN ('appropriated', 'proposed', 'awarded', 'instructed', 'paid', 'recovered')",
            name=op.f("ck_postings_account_known"),
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_postings_amount_not_zero")),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_postings_application_id"),
        sa.ForeignKeyConstraint(["event_number"], ["events.number"], name="fk_postings_event_number"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_postings_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
    )
    op.create_index("ix_postings_application_id", "postings", ["application_id"], unique=False)
    op.create_index("ix_postings_round_account", "postings", ["round_id", "account"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("tranche", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(length=120), nullable=False),
        sa.Column("bank", sa.String(length=120), nullable=False),
        sa.Column("account_masked", sa.String(length=40), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("bank_reference", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('prepared', 'returned', 'approved', 'paid')", name=op.f("ck_payments_status_known")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payments_amount_positive")),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> prepared_by", name=op.f("ck_payments_two_persons")
        ),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_payments_application_id"),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name="fk_payments_approved_by"),
        sa.ForeignKeyConstraint(["prepared_by"], ["people.id"], name="fk_payments_prepared_by"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
    )
    op.create_index("ix_payments_application_id", "payments", ["application_id"], unique=False)
    op.create_index(
        "uq_payments_live_tranche",
        "payments",
        ["application_id", "tranche"],
        unique=True,
        sqlite_where=sa.text("status <> 'returned'"),
        postgresql_where=sa.text("status <> 'returned'"),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status IN ('reserved', 'prepared', 'approved', 'released', 'void')",
            name=op.f("ck_papers_status_known"),
        ),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_papers_application_id"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_papers_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sa.UniqueConstraint("code", name="uq_papers_code"),
        sa.UniqueConstraint("series", "year", "serial", name="uq_papers_series_year_serial"),
    )
    op.create_index("ix_papers_application_id", "papers", ["application_id"], unique=False)
    op.create_index("ix_papers_digest", "papers", ["digest"], unique=False)
    op.create_index("ix_papers_number", "papers", ["number"], unique=False)
    op.create_index("ix_papers_round_id", "papers", ["round_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_messages_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
    )
    op.create_index("ix_messages_due_at", "messages", ["due_at"], unique=False)
    op.create_index("ix_messages_person_id", "messages", ["person_id"], unique=False)
