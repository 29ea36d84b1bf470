"""What is asked back and what is given up are accounts like the others; a payment knows the unit's receipt."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

BEFORE = "'appropriated', 'proposed', 'awarded', 'instructed', 'paid', 'recovered'"
AFTER = "'appropriated', 'proposed', 'awarded', 'instructed', 'paid', 'reclaimed', 'recovered', 'written_off'"
TOTALS = ("applications", "budgets")
HELD = {
    "reclaimed": ("reclaimed_within_paid", "reclaimed <= paid"),
    "written_off": ("settled_within_reclaimed", "recovered + written_off <= reclaimed"),
}

JSON = sa.JSON()
answers = sa.table(
    "answers", sa.column("event_number"), sa.column("application_id"), sa.column("action"), sa.column("masked", JSON)
)  # fmt: skip
events = sa.table("events", sa.column("number"), sa.column("at"))
cases = sa.table("applications", sa.column("id"), sa.column("round_id"), sa.column("reclaimed"))
budgets = sa.table("budgets", sa.column("round_id"), sa.column("reclaimed"))
postings = sa.table(
    "postings",
    *(sa.column(name) for name in ("round_id", "application_id", "account", "amount", "event_number", "at")),
)


def upgrade() -> None:
    op.add_column("payments", sa.Column("received_on", sa.Date(), nullable=True))
    know_the_accounts()
    add_total("reclaimed")
    post_what_was_reclaimed()
    add_total("written_off")


def add_total(account: str) -> None:
    """A running total with its check. Written out: both databases know it so, and one of them no other way."""
    name, check = HELD[account]
    for table in TOTALS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {account} BIGINT DEFAULT 0 NOT NULL "
            f"CONSTRAINT ck_{table}_{name} CHECK ({check})"
        )


def know_the_accounts() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE postings DROP CONSTRAINT ck_postings_account_known")
        op.execute(
            f"ALTER TABLE postings ADD CONSTRAINT ck_postings_account_known CHECK (account IN ({AFTER}))"
        )
    else:
        rebuild_postings()


def rebuild_postings() -> None:
    """SQLite changes no check of a table that is there: it is made anew, its indexes and triggers with it."""
    bind = op.get_bind()
    query = "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'postings' AND sql IS NOT NULL"
    stored = bind.execute(sa.text(query)).all()
    (made,) = (row.sql for row in stored if row.type == "table")
    bind.exec_driver_sql("ALTER TABLE postings RENAME TO postings_before")
    bind.exec_driver_sql(made.replace(BEFORE, AFTER))
    bind.exec_driver_sql("INSERT INTO postings SELECT * FROM postings_before")
    bind.exec_driver_sql("DROP TABLE postings_before")
    for row in stored:
        if row.type != "table":
            bind.exec_driver_sql(row.sql)


def post_what_was_reclaimed() -> None:
    """Of every revocation before: what it asked back, as its answer says."""
    bind = op.get_bind()
    query = (
        sa.select(answers.c.masked, events.c.number, events.c.at, cases.c.id, cases.c.round_id)
        .join_from(answers, events, events.c.number == answers.c.event_number)
        .join(cases, cases.c.id == answers.c.application_id)
        .where(answers.c.action == "revoke")
    )
    for masked, number, at, case, round_id in bind.execute(query).all():
        amount = int(Decimal(masked.get("recover") or 0) * 100)
        if not amount:
            continue
        row = {"round_id": round_id, "application_id": case, "account": "reclaimed"}
        bind.execute(postings.insert().values(**row, amount=amount, event_number=number, at=at))
        for table, mine in ((cases, cases.c.id == case), (budgets, budgets.c.round_id == round_id)):
            bind.execute(table.update().where(mine).values(reclaimed=table.c.reclaimed + amount))
