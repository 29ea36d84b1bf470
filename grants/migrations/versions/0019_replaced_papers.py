"""A void paper names the one that took its place; a draft of a round may be made to take the place of a decision."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

TOLD = re.compile(r"已更正，由(?P<number>.+?)代替：(?P<reason>.*)", re.DOTALL)  # as reasons named it before

papers = sa.table(
    "papers", sa.column("id"), sa.column("number"), sa.column("void_reason"), sa.column("replaced_by")
)


def upgrade() -> None:
    for table, column in (("papers", "replaced_by"), ("round_papers", "replaces")):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES papers (id)"
        )
    op.add_column("round_papers", sa.Column("reason", sa.String(200), server_default="", nullable=False))
    name_the_replacing()


def name_the_replacing() -> None:
    connection = op.get_bind()
    said = sa.select(papers.c.id, papers.c.void_reason).where(papers.c.void_reason.like("已更正，由%"))
    for row, reason in connection.execute(said).all():
        told = TOLD.fullmatch(reason)
        number = sa.select(papers.c.id).where(papers.c.number == told["number"]) if told else None
        new = connection.scalar(number.limit(1)) if number is not None else None
        if told and new:
            values = {"void_reason": told["reason"], "replaced_by": new}
            connection.execute(papers.update().where(papers.c.id == row).values(**values))
