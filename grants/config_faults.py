"""What is wrong with a configuration: a sentence for each value that is missing or cannot be used."""

from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from grants.proof import keys


def faults(settings: dict) -> list[str]:
    """One sentence per value that is missing or cannot be used."""
    named = {
        "SECRET_KEY": "ZHUTUI_SECRET_KEY",
        "ENCRYPTION_KEY": "ZHUTUI_ENCRYPTION_KEY",
        "BASE_URL": "ZHUTUI_BASE_URL",
    }
    found = [
        f"缺少配置 {name}：生产环境必须设置，见 docs/operations.md。"
        for key, name in named.items()
        if not settings[key]
    ]
    if settings["ENCRYPTION_KEY"] and not is_fernet_key(settings["ENCRYPTION_KEY"]):
        found.append("配置 ZHUTUI_ENCRYPTION_KEY 不是有效的密钥：请用 zhutui new-key 生成。")
    if settings["BASE_URL"] and not is_web_address(settings["BASE_URL"]):
        found.append("配置 ZHUTUI_BASE_URL 无效：请写网站的完整地址，如 https://zhutui.example.org。")
    if settings["PRODUCTION"]:
        found += key_faults(settings["KEYS_FOLDER"] or settings["DATA"] / "keys")
    if settings["BULK_PAUSE"] < 0:
        found.append("配置 ZHUTUI_BULK_PAUSE 无效：请写批量办理确认后可以撤回的秒数，如 60。")
    if settings["PROXIES"] is None:
        found.append(
            "配置 FORWARDED_ALLOW_IPS 无效：请写反向代理的地址或网段，以逗号分隔，如 10.0.0.2,10.1.0.0/16。"
        )
    return found + delivery_faults(settings)


def delivery_faults(settings: dict) -> list[str]:
    """What is wrong with the ways messages go out."""
    found = []
    if settings["SMTP_URL"] and not is_mail_url(settings["SMTP_URL"]):
        found.append("配置 ZHUTUI_SMTP_URL 无效：请写成 smtp://主机:端口 或 smtps://用户:密码@主机:端口。")
    if settings["ROBOT_URL"] and not settings["ROBOT_URL"].startswith("https://"):
        found.append("配置 ZHUTUI_ROBOT_URL 无效：请写机器人的完整地址，以 https:// 开头。")
    if settings["SMS_URL"] and not settings["SMS_URL"].startswith("https://"):
        found.append("配置 ZHUTUI_SMS_URL 无效：请写短信网关的完整地址，以 https:// 开头。")
    if settings["SMS_URL"] and "{text}" not in settings["SMS_BODY"] + settings["SMS_URL"]:
        found.append("配置 ZHUTUI_SMS_BODY 无效：其中要有 {text}（短信内容）和 {phone}（号码）两个位置。")
    return found


def key_faults(folder: Path) -> list[str]:
    """What is wrong with the keys papers are proved with; those of a trial would prove nothing in earnest."""
    try:
        keys.codes_key(folder)
        if keys.is_for_development(keys.of_folder(folder)):
            return [
                "文书签名密钥是开发用的，生产环境拒绝使用：请移走该目录，用 zhutui paper-keys make 另行生成。"
            ]
    except keys.NoKeys as missing:
        return [
            f"缺少文书签名密钥文件 {missing}：请用 zhutui paper-keys make 生成，见 docs/verification.md。"
        ]
    return []


def is_mail_url(url: str) -> bool:
    place = urlsplit(url)
    try:
        return place.scheme in ("smtp", "smtps") and bool(place.hostname) and place.port != 0
    except ValueError:  # a port that is no number
        return False


def is_web_address(url: str) -> bool:
    try:
        place = urlsplit(url)
        return place.scheme in ("http", "https") and bool(place.hostname)
    except ValueError:  # brackets that hold no address
        return False


def is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
