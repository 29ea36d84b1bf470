"""Everything that can be refused, as sentences: one table from what happened to what a person is told."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from grants.config import ConfigurationError
from grants.texts import N_, sentence
from workflows.engine import Reason


class Problem(Exception):
    """Something a person can be told: `status` is the HTTP status, `sentences` say what and what to do."""

    status = 400
    code = "problem"

    def __init__(self, *sentences: str):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class NotFound(Problem):
    """Nothing there for this reader - also when it exists but may not be seen."""

    status = 404
    code = "not_found"

    def __init__(self):
        super().__init__(gettext("没有找到您要的内容，或您无权查看。"))


class Forbidden(Problem):
    status = 403
    code = "forbidden"


class Stale(Problem):
    """Somebody else changed it since the page was shown; what was typed is kept as a draft."""

    status = 409
    code = "stale"

    def __init__(self):
        super().__init__(gettext("在您填写期间，本案已被他人更新。您填写的内容已保留，请核对后重新提交。"))


class DeadLink(Problem):
    """A mailed link that was used, is too old, or never was."""

    status = 410
    code = "dead_link"


class Invalid(Problem):
    """Faults in what was posted, each beside its field: {path: [sentence, …]}."""

    status = 422
    code = "invalid"

    def __init__(self, faults: Mapping[str, Iterable[str]]):
        self.faults = {path: list(texts) for path, texts in faults.items()}
        super().__init__(*(text for texts in self.faults.values() for text in texts))


class NotAllowed(Problem):
    """The workflow refuses: all reasons, each with the code of its rule."""

    status = 409
    code = "refused"

    def __init__(self, reasons: Iterable[Reason]):
        self.reasons = tuple(reasons)
        super().__init__(*(sentence(reason) for reason in self.reasons))


class Conflict(Problem):
    status = 409
    code = "conflict"


class Unfit(Problem):
    """What no column holds, such as a zero byte: from a forged address, or a form that is not judged before."""

    status = 422
    code = "unfit"


class Unavailable(Problem):
    """The database does not answer now: out of reach, or behind what the code needs."""

    status = 503
    code = "busy"

    def __init__(self) -> None:
        super().__init__(
            gettext("数据库暂时没有应答，未作任何改动。请过一会儿重试；仍然不行的，请联系系统管理员。")
        )


class Full(Problem):
    """No room is left on a disk."""

    status = 507
    code = "full"

    def __init__(self) -> None:
        super().__init__(gettext("服务器的存储空间已满，未作任何改动。请联系系统管理员腾出空间，然后重试。"))


class Unreadable(Problem):
    """Sealed data cannot be opened: this process runs with another key than sealed them."""

    status = 503
    code = "unreadable"

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "加密保存的个人信息暂时读不出来，未作任何改动，数据没有丢失：服务器现在用的密钥不是当初加密的那一个。"
                "请联系系统管理员，按日志中的说明改正配置后重启。"
            )
        )


# What the database refuses, by the name of its constraint (PostgreSQL) or its columns (SQLite).
CONSTRAINTS = (
    (("ck_budgets_within_appropriation",), N_("金额超过本批次预算余额，未作任何改动。")),
    (("ck_budgets_", "ck_applications_"), N_("金额前后不一致（建议、审定、拨付、追回之间），未作任何改动。")),
    (("uq_claims", "claims.kind"), N_("已有其他申报占用同一对象（专利、人员或工作室），不能重复申报。")),
    (("pk_duty_holders", "duty_holders."), N_("同一人在同一案件中只能履行一种职责。")),
    (("uq_payments_live_tranche", "payments.application_id"), N_("该期款项已经填报，不能重复。")),
    (
        ("uq_payments_slip", "payments.slip"),
        N_("该银行流水号刚刚用于另一笔拨款，未作任何改动，请刷新后核对。"),
    ),
    (("ck_payments_paid_once_approved",), N_("到账日期早于复核日期，未作任何改动。")),
    (("ck_payments_two_persons",), N_("拨款的经办与复核不能是同一人。")),
    (("uq_organisations", "organisations.code"), N_("该统一社会信用代码的单位已经登记。")),
    (("uq_people", "people.email"), N_("该邮箱已经有账户。")),
    (("uq_rounds", "rounds.programme"), N_("同名批次已经存在。")),
    (("append_only",), N_("日志、账目和批次参数只增不改，未作任何改动。")),
    (
        ("uq_papers_open", "papers.application_id"),
        N_("他人刚刚在为本案拟制同一种文书，未作任何改动，请刷新后重试。"),
    ),
    (("uq_papers", "papers.series"), N_("该文号已被使用，请重试。")),
    (("uq_batches", " batches.round_id"), N_("本批次已有一项批量任务在办，请等它办完。")),
    (("uq_saved_views", "saved_views.person_id"), N_("您已有同名的视图。")),
    (("uq_own_templates", "own_templates.programme"), N_("他人刚刚保存了同一模板的新版本，请刷新后重试。")),
)
NO_ROOM = ("disk is full", "No space left on device", "Disk quota exceeded")
CONTENTION = ("database is locked", "deadlock detected", "could not serialize", "lock timeout")


def judged(error: IntegrityError | DataError) -> Problem:
    """The database's refusal as a sentence; what has no sentence of its own still says that nothing changed."""
    if isinstance(error, DataError):
        return Unfit(gettext("所填内容过长，或含有不能保存的字符，未作任何改动，请改写后重试。"))
    told = str(error.orig)
    for marks, text in CONSTRAINTS:
        if any(mark in told for mark in marks):
            return Conflict(gettext(text))
    return Conflict(gettext("数据与已有记录冲突，未作任何改动，请刷新后重试。"))


def overtaken(error: Exception) -> Problem:
    """Somebody else wrote the same row at the same moment, or held the lock too long: nothing changed, try again."""
    if isinstance(error, StaleDataError) or any(mark in str(error) for mark in CONTENTION):
        return Conflict(gettext("同一时刻有他人在修改同一内容，未作任何改动，请重试。"))
    raise error


def outage(error: OperationalError | OSError | ConfigurationError) -> Problem:
    """What fails around us, as a sentence; raises what is a fault of ours."""
    if isinstance(error, ConfigurationError):
        return Unreadable()
    if any(mark in str(error) for mark in NO_ROOM):
        return Full()
    if isinstance(error, OperationalError):
        return Unavailable()
    raise error
