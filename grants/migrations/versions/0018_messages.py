"""Messages: what they tell of, by which way, and when somebody wants to be told.

Added by statements both databases know: rebuilding a table that others refer to is more than adding a column.
"""

from alembic import op

revision = "0018"
down_revision = "0017"

COLUMNS = {
    "messages": (
        "channel VARCHAR(8) NOT NULL DEFAULT 'mail'"
        " CONSTRAINT ck_messages_channel_known CHECK (channel IN ('mail', 'robot', 'sms'))",
        "occasion VARCHAR(32) NOT NULL DEFAULT ''",
        "audience VARCHAR(8) NOT NULL DEFAULT ''",
        "programme VARCHAR(32)",
        "application_id INTEGER CONSTRAINT fk_messages_application_id REFERENCES applications (id)",
        "urgent BOOLEAN NOT NULL DEFAULT TRUE",
        "written BOOLEAN NOT NULL DEFAULT TRUE",
    ),
    "people": (
        "pace VARCHAR(8) NOT NULL DEFAULT 'at_once'"
        " CONSTRAINT ck_people_pace_known CHECK (pace IN ('at_once', 'daily', 'urgent'))",
        "phone TEXT",
    ),
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    kind = "JSONB" if op.get_bind().dialect.name == "postgresql" else "JSON"
    op.execute(f"ALTER TABLE messages ADD COLUMN given {kind}")
    op.execute("""UPDATE messages SET channel = 'robot' WHERE "to" = 'robot'""")
    op.drop_index("ix_messages_due_at", "messages")
    op.execute("CREATE INDEX ix_messages_application_id ON messages (application_id)")
    op.execute("CREATE INDEX ix_messages_unwritten ON messages (id) WHERE NOT written")
    op.execute("CREATE INDEX ix_messages_unsent ON messages (due_at, id) WHERE sent_at IS NULL")
