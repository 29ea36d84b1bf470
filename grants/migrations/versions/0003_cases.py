"""Cases, and what hangs on one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("terms_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=False),
        sa.Column("proposed", sa.BigInteger(), nullable=False),
        sa.Column("awarded", sa.BigInteger(), nullable=False),
        sa.Column("instructed", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("recovered", sa.BigInteger(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("term_starts", sa.Date(), nullable=True),
        sa.Column("term_ends", sa.Date(), nullable=True),
        sa.Column("wakes_at", sa.DateTime(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("origin IN ('applied', 'imported')", name=op.f("ck_applications_origin_known")),
        sa.CheckConstraint("awarded >= 0", name=op.f("ck_applications_awarded_not_negative")),
        sa.CheckConstraint("instructed <= awarded", name=op.f("ck_applications_instructed_within_awarded")),
        sa.CheckConstraint("paid <= instructed", name=op.f("ck_applications_paid_within_instructed")),
        sa.CheckConstraint("proposed >= 0", name=op.f("ck_applications_proposed_not_negative")),
        sa.CheckConstraint("recovered <= paid", name=op.f("ck_applications_recovered_within_paid")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name="fk_applications_created_by"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_applications_organisation_id"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_applications_round_id"),
        sa.ForeignKeyConstraint(["terms_id"], ["round_terms.id"], name="fk_applications_terms_id"),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
        sa.UniqueConstraint("number", name="uq_applications_number"),
    )
    op.create_index(
        "ix_applications_list", "applications", ["programme", "state", "updated_at", "id"], unique=False
    )
    op.create_index("ix_applications_organisation_id", "applications", ["organisation_id"], unique=False)
    op.create_index("ix_applications_round_id", "applications", ["round_id"], unique=False)
    op.create_index("ix_applications_wakes_at", "applications", ["wakes_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("masked", JSON, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_drafts_application_id"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint(
            "application_id", "action", "person_id", name="uq_drafts_application_id_action_person_id"
        ),
    )
    op.create_table(
        "duty_holders",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_duty_holders_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_duty_holders_person_id"),
        sa.PrimaryKeyConstraint("application_id", "person_id", name="pk_duty_holders"),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name="fk_claims_application_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("kind", "digest", "slot", name="uq_claims_kind_digest_slot"),
    )
    op.create_index("ix_claims_application_id", "claims", ["application_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("assigned_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('assigned', 'cleared', 'conflicted', 'reviewed')",
            name=op.f("ck_assignments_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_assignments_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_assignments_person_id"),
        sa.PrimaryKeyConstraint("application_id", "person_id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_person_id", "assignments", ["person_id"], unique=False)
    op.create_table(
        "blobs",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("scan", sa.String(length=10), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "scan IN ('unscanned', 'clean', 'infected')", name=op.f("ck_attachments_scan_known")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_attachments_application_id"
        ),
        sa.ForeignKeyConstraint(["digest"], ["blobs.digest"], name="fk_attachments_digest"),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name="fk_attachments_uploaded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_application_id", "attachments", ["application_id"], unique=False)
