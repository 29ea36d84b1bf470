"""What a paper says, as plain data for machines: the same that is attached to it. Loads no layout engine."""

from typing import Any

from marshmallow import ValidationError

from grants.rendering.kinds import KINDS


def facts(kind: str, context: dict[str, Any]) -> dict[str, Any] | None:
    """These data as the paper carries them; None where they are faulty, which laying out says in sentences."""
    schema = KINDS[kind].schema
    try:
        return schema.dump(schema.load(context))
    except ValidationError:
        return None
