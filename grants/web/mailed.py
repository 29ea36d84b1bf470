"""What pages say of a link that goes out by mail, or does not because no mail server is set up: nobody is sent to look
for a letter that was never posted. Once there is a server, what waits goes out, but nothing stale
(`parcels.STALE`): so it is asked for once more."""

from flask import current_app, flash
from flask_babel import gettext


def waits() -> list[str]:
    """What to say beside "look into your mail" where nothing is sent; no sentence where it is."""
    if current_app.config["SMTP_URL"]:
        return []
    return [gettext("本系统尚未配置邮件服务器，这封邮件还发不出去，请联系项目办。")]


def say_invited(email: str) -> None:
    """To whoever invited somebody: that the letter went out, or that it cannot."""
    if current_app.config["SMTP_URL"]:
        flash(gettext("邀请已发送至 %(email)s，7 天内有效。", email=email), "good")
    else:
        told = gettext(
            "尚未配置邮件服务器，给 %(email)s 的邀请还发不出去。请系统管理员配置好，然后重新邀请。",
            email=email,
        )
        flash(told, "warn")
