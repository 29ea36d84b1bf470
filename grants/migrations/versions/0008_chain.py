"""The chain of the log is the database's own rule: an event is added at its end or not at all, and moves the end."""

from alembic import op

revision = "0008"
down_revision = "0007"

CHAIN = """
CREATE FUNCTION continue_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE log_heads SET number = NEW.number, digest = NEW.digest
        WHERE number = NEW.number - 1 AND digest = NEW.previous;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'append_only: event % does not continue the chain', NEW.number USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER events_continue_chain BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION continue_chain()
"""
ON_SQLITE = """
CREATE TRIGGER events_continue_chain AFTER INSERT ON events
BEGIN
    SELECT RAISE(ABORT, 'append_only: this event does not continue the chain')
        WHERE NOT EXISTS (SELECT 1 FROM log_heads WHERE number = NEW.number - 1 AND digest = NEW.previous);
    UPDATE log_heads SET number = NEW.number, digest = NEW.digest;
END
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(CHAIN)
        op.execute(ON_POSTGRESQL)
    else:
        op.execute(ON_SQLITE)
