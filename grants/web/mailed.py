"""What pages say of a link that goes out by mail, or waits because no mail server is set up: nobody is sent to look for
a letter that was never posted."""

from flask import current_app, flash
from flask_babel import gettext


def waits() -> list[str]:
    """What to say beside "look into your mail" where nothing is sent; no sentence where it is."""
    if current_app.config["SMTP_URL"]:
        return []
    return [gettext("本系统尚未配置邮件服务器，邮件要等配置之后才会发出；急用的，请联系项目办。")]


def say_invited(email: str) -> None:
    """To whoever invited somebody: that the letter went out, or that it waits."""
    if current_app.config["SMTP_URL"]:
        flash(gettext("邀请已发送至 %(email)s，7 天内有效。", email=email), "good")
    else:
        told = gettext(
            "给 %(email)s 的邀请已记下，但尚未配置邮件服务器，要等系统管理员配置之后才会发出；7 天内有效。",
            email=email,
        )
        flash(told, "warn")
