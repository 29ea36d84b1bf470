"""What the page of one's own messages asks: when they come by mail, and the number for text messages."""

from forms import fields as f
from forms.parts import form
from forms.sentences import N_

PACES = (
    ("at_once", N_("即时，每条一封")),
    ("daily", N_("每个工作日 9 时，合为一封")),
    ("urgent", N_("只发紧急的")),
)

PACE = form(
    pace=f.Choice(
        N_("何时收到邮件"),
        PACES,
        required=True,
        hint=N_("不论怎样选择，所有消息都可以在“我的消息”里看到"),
    )
)
NUMBER = form(
    phone=f.Mobile(N_("短信号码"), required=True, hint=N_("11 位手机号；只用来发紧急消息，加密保存"))
)
