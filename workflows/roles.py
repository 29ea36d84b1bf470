"""Who acts: the roles, and which of them are a duty in a case."""

from workflows.rules import N_

SYSTEM = "system"
PUBLIC = "public"
NO_DUTY = frozenset({SYSTEM, PUBLIC})  # an automatic move and a member of the public hold no duty in a case

DUTIES: dict[str, str] = {
    "applicant": N_("申报人"),
    "endorser": N_("单位工会确认人"),
    "officer": N_("项目办工作人员"),
    "expert": N_("评审专家"),
    "leader": N_("审批领导"),
    "maker": N_("财务经办"),
    "checker": N_("财务复核"),
}

ACTING: dict[str, str] = {**DUTIES, SYSTEM: N_("系统"), PUBLIC: N_("公众")}
