"""What each item of a screening checklist is judged by: the questions of the application, files among them.

Pages lead from an item to these answers; the union's confirmation stands under the name of its act, `endorse`.
"""

Evidence = dict[str, tuple[str, ...]]

UNIT = ("org_name", "uscc", "licence")
PAYEE = ("payee_kind", "payee_name", "payee_account", "org_name")
ENDORSED = ("endorse",)

STUDIO: Evidence = {
    "unit": (*UNIT, "dishonest_listed"),
    "leader": ("leader_name", "leader_honours", "leader_consent", "leader_files"),
    "team": ("members", "member_files", "insurance_proof"),
    "place": ("address", "area", "equipment", "photographs"),
    "rules": ("rules_list", "rules_files"),
    "money": ("money", "finance_certificate"),
    "results": ("results", "patents", "other_files"),
    "benefit": ("economic_benefit", "benefit_basis", "finance_certificate"),
    "organ": ("is_research_organ",),
    "payee": PAYEE,
    "endorsed": ENDORSED,
}
PROJECT: Evidence = {
    "unit": UNIT,
    "studio": ("studio_name", "studio_level", "studio_named_year"),
    "approval": ("approval_number", "approved_on", "approval_file"),
    "startup": ("startup_amount", "startup_voucher"),
    "term": ("starts_on", "ends_on", "timetable"),
    "budget": ("amount", "budget"),
    "finished": ("unfinished_project",),
    "payee": PAYEE,
    "endorsed": ENDORSED,
}
PATENT: Evidence = {
    "unit": ("org_name", "uscc"),
    "certificate": ("patent_number", "title", "grant_date", "certificate"),
    "invention": ("kind", "patent_number", "patentees", "certificate"),
    "first_inventor": ("first_inventor_name", "front_line_class", "union_member", "inventors", "post_proof"),
    "application": ("in_production", "in_production_since"),
    "in_force": ("in_force",),
    "subsidies": ("other_subsidies", "official_fees"),
    "card": ("card_number", "card_bank"),
    "endorsed": ENDORSED,
}
