"""The smallest table there is: something is sent, and passed."""

from workflows.engine import Action, State

DRAFT = State("draft", "草稿", 0, "applicant")
CHECKED = State("checked", "审查", 1, "officer")
DONE = State("done", "办结", 2, final=True)
SEND = Action("send", "提交", ("draft",), "checked", ("applicant",))
PASS = Action("pass", "通过", ("checked",), "done", ("officer",), approval=True)
