"""What follows from an event and from a posting is the database's own rule: who holds which duty in a case, the case's
next version, and a round's running totals. And a case has one paper of a kind that is not released yet."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

ACCOUNTS = (
    "appropriated",
    "proposed",
    "awarded",
    "instructed",
    "paid",
    "reclaimed",
    "recovered",
    "written_off",
)
TOTALS = ", ".join(
    f"{account} = {account} + CASE WHEN NEW.account = '{account}' THEN NEW.amount ELSE 0 END"
    for account in ACCOUNTS
)
ADD_UP = f"UPDATE budgets SET {TOTALS} WHERE round_id = NEW.round_id"  # noqa: S608 - names stand above
# Whoever holds another duty already is refused by the key of the table; the same one is not written again.
DUTIES = """
INSERT INTO duty_holders (application_id, person_id, duty)
    SELECT NEW.application_id, doing.person_id, NEW.duty
    FROM (SELECT NEW.person_id AS person_id UNION SELECT NEW.principal_id) AS doing
    WHERE doing.person_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM duty_holders AS held
        WHERE held.application_id = NEW.application_id AND held.person_id = doing.person_id AND held.duty = NEW.duty
    )
"""
VERSION = "UPDATE applications SET version = version + 1 WHERE id = NEW.application_id"
A_MOVE = "NEW.application_id IS NOT NULL AND NEW.after <> ''"
OF_A_CASE = "NEW.application_id IS NOT NULL AND NEW.duty <> ''"
NO_BUDGET = "no budget for this posting"
OPEN = sa.text("status IN ('reserved', 'prepared', 'approved')")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        on_postgresql()
    else:
        on_sqlite()
    op.create_index(
        "uq_papers_open",
        "papers",
        ["application_id", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def on_postgresql() -> None:
    followed("events", "hold_duty", OF_A_CASE, DUTIES)
    followed("events", "count_move", A_MOVE, VERSION)
    refusal = f"IF NOT FOUND THEN RAISE EXCEPTION '{NO_BUDGET}' USING ERRCODE = '23503'; END IF"
    followed("postings", "add_up", "true", f"{ADD_UP}; {refusal}")


def followed(table: str, name: str, when: str, does: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_{name} AFTER INSERT ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
    )


def on_sqlite() -> None:
    op.execute(f"CREATE TRIGGER events_hold_duty AFTER INSERT ON events WHEN {OF_A_CASE} BEGIN {DUTIES}; END")
    op.execute(f"CREATE TRIGGER events_count_move AFTER INSERT ON events WHEN {A_MOVE} BEGIN {VERSION}; END")
    budget = "EXISTS (SELECT 1 FROM budgets WHERE round_id = NEW.round_id)"
    refusal = f"SELECT RAISE(ABORT, '{NO_BUDGET}') WHERE NOT {budget}"
    op.execute(f"CREATE TRIGGER postings_add_up AFTER INSERT ON postings BEGIN {refusal}; {ADD_UP}; END")
