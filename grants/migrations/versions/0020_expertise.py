"""What experts are at home in, by leading industry: for whoever assigns them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "expertise",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("industry", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_expertise_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "industry", name=op.f("pk_expertise")),
    )
