"""What is only ever added to: the database itself refuses to change or delete it. And the log's beginning."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# (table, primary key, what is refused). Answers may be masked further, when a person is anonymised.
PROTECTED = (
    ("events", "number", ("UPDATE", "DELETE")),
    ("postings", "id", ("UPDATE", "DELETE")),
    ("round_terms", "id", ("UPDATE", "DELETE")),
    ("answers", "event_number", ("DELETE",)),
    ("log_heads", "id", ("DELETE",)),
)

# The error class of an integrity violation, so that it is told like any other refusal of the database.
REFUSING = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append_only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        protect_postgresql()
    else:
        protect_sqlite()
    heads = sa.table("log_heads", sa.column("id"), sa.column("number"), sa.column("digest"))
    genesis = hashlib.sha256("助推".encode()).hexdigest()
    op.execute(heads.insert().values(id=1, number=0, digest=genesis))


def protect_postgresql() -> None:
    op.execute(REFUSING)
    for table, _key, refused in PROTECTED:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(refused)} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def protect_sqlite() -> None:
    """INSERT OR REPLACE deletes without asking a DELETE trigger, so a row that exists is not inserted again."""
    for table, key, refused in PROTECTED:
        for change in refused:
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append_only: {change} of {table} is refused'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - names stand above
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            f"BEGIN SELECT RAISE(ABORT, 'append_only: REPLACE of {table} is refused'); END"
        )
