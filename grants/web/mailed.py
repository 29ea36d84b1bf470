"""What pages say of a link that goes out by mail, or does not because no mail server is set up: nobody is sent to look
for a letter that was never posted. Once there is a server, what waits goes out, but nothing stale
(`parcels.STALE`): so it is asked for once more."""

from flask import current_app, flash, render_template
from flask_babel import gettext


def page(sent: list[str]) -> str:
    """What follows when somebody asked for a link: these sentences, or that it cannot go out and whom to ask."""
    if current_app.config["SMTP_URL"]:
        heading, sentences = gettext("请查收邮件"), sent
    else:
        heading = gettext("邮件还发不出去")
        sentences = [gettext("本系统尚未配置邮件服务器，这封邮件还发不出去，请联系项目办。")]
        if not current_app.config["PRODUCTION"]:
            sentences.append(
                gettext("现在是试用环境：在服务器上运行 zhutui demo --show，可以看到邮件里的链接。")
            )
    return render_template("session/told.html", heading=heading, sentences=sentences)


def to_join() -> list[str]:
    """To whoever asked to join a unit that is known: where the answer is told, by mail or only here."""
    if current_app.config["SMTP_URL"]:
        return [gettext("该单位已经登记。我们已请单位现有人员确认您的加入，结果会发到您的邮箱。")]
    return [
        gettext("该单位已经登记。单位现有人员登录后在“单位”页办理您的申请，请告诉他们。"),
        gettext("本系统尚未配置邮件服务器，结果不会发到邮箱，请登录后在“单位”页查看。"),
    ]


def on_trial() -> list[str]:
    """Where somebody who tries the product finds the link; no sentence where it is in earnest."""
    if current_app.config["PRODUCTION"]:
        return []
    return [gettext("现在是试用环境：在服务器上运行 zhutui demo --show，可以看到邮件里的链接。")]


def say_invited(email: str) -> None:
    """To whoever invited somebody: that the letter went out, or that it cannot."""
    if current_app.config["SMTP_URL"]:
        flash(gettext("邀请已发送至 %(email)s，7 天内有效。", email=email), "good")
    else:
        told = gettext(
            "尚未配置邮件服务器，给 %(email)s 的邀请还发不出去。请系统管理员配置好，然后重新邀请。",
            email=email,
        )
        flash(" ".join((told, *on_trial())), "warn")
