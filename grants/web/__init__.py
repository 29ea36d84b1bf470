"""Pages. The commit is here, once per request."""

from flask import Flask

from grants.web import (
    account,
    actions,
    assigning,
    attachments,
    bulk,
    calendar,
    case_files,
    case_papers,
    cases,
    drafts,
    event_log,
    expertise,
    exports,
    finance,
    glossary,
    guides,
    headers,
    home,
    imports,
    joining,
    lending,
    meetings,
    message_settings,
    notices,
    numbers,
    organisations,
    outbox,
    own_templates,
    paper_batches,
    papers,
    passwords,
    people,
    register,
    round_papers,
    rounds,
    session,
    statistics,
    styleguide,
    unmasking,
    verifying,
    views,
    wordings,
    workflows,
)  # fmt: skip
from grants.web.addresses import init_addresses
from grants.web.errors import init_errors
from grants.web.filters import init_filters

BLUEPRINTS: tuple = (
    headers.blueprint,
    session.blueprint,
    passwords.blueprint,
    joining.blueprint,
    account.blueprint,
    lending.blueprint,
    people.blueprint,
    organisations.blueprint,
    home.blueprint,
    cases.blueprint,
    actions.blueprint,
    assigning.blueprint,
    case_files.blueprint,
    case_papers.blueprint,
    attachments.blueprint,
    drafts.blueprint,
    expertise.blueprint,
    event_log.blueprint,
    exports.blueprint,
    glossary.blueprint,
    guides.blueprint,
    papers.blueprint,
    rounds.blueprint,
    round_papers.blueprint,
    paper_batches.blueprint,
    bulk.blueprint,
    own_templates.blueprint,
    meetings.blueprint,
    notices.blueprint,
    numbers.blueprint,
    register.blueprint,
    statistics.blueprint,
    styleguide.blueprint,
    finance.blueprint,
    imports.blueprint,
    calendar.blueprint,
    outbox.blueprint,
    message_settings.blueprint,
    wordings.blueprint,
    unmasking.blueprint,
    verifying.blueprint,
    views.blueprint,
    workflows.blueprint,
)


def init_web(app: Flask) -> None:
    """Every page's blueprint."""
    init_addresses(app)
    init_filters(app)
    init_errors(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
