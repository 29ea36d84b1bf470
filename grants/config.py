"""Configuration, read once from the environment: every name starts with ZHUTUI_, but for DATABASE_URL and what the web
server reads too (FORWARDED_ALLOW_IPS)."""

import os
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from grants.proof import keys
from grants.texts import N_

Networks = tuple[IPv4Network | IPv6Network, ...]

# What an office alone knows; what stands in its place where nothing is in earnest.
IN_DEVELOPMENT = {
    "ZHUTUI_SECRET_KEY": "development-only",
    "ZHUTUI_ENCRYPTION_KEY": "ZGV2ZWxvcG1lbnQtb25seS1kZXZlbG9wbWVudC1vbmw=",
    "ZHUTUI_BASE_URL": "http://127.0.0.1:8000",
    "ZHUTUI_OFFICE_BANK": "示例银行北京经济技术开发区支行",
    "ZHUTUI_OFFICE_ACCOUNT": "0000000000000000",
}
# What is meant where nothing is said.
USUAL = {
    "ZHUTUI_SIGNER": "",
    "ZHUTUI_SIGNER_PASSWORD": "",
    "ZHUTUI_TSA_URL": "",
    "ZHUTUI_CLAMAV_SOCKET": "",
    "ZHUTUI_OFFICE_NAME": "北京经济技术开发区总工会",
    "ZHUTUI_OFFICE_DEPARTMENT": N_("职工创新工作办公室"),
    "ZHUTUI_OFFICE_PHONE": N_("见本单位官方网站"),
    "ZHUTUI_OFFICE_CODE": "京开工",
}
# How messages are delivered where nothing is said: not at all (see services/sms.py, docs/operations.md).
DELIVERY = {
    "ZHUTUI_SMTP_URL": "",
    "ZHUTUI_MAIL_FROM": "zhutui@localhost",
    "ZHUTUI_ROBOT_URL": "",
    "ZHUTUI_SMS_URL": "",
    "ZHUTUI_SMS_METHOD": "POST",
    "ZHUTUI_SMS_BODY": '{"phone": "{phone}", "text": "{text}"}',
    "ZHUTUI_SMS_TYPE": "application/json",
    "ZHUTUI_SMS_HEADER": "X-Signature",
    "ZHUTUI_SMS_SECRET": "",
    "ZHUTUI_SMS_ACCEPTED": "",
}
# What no environment changes.
FIXED = {
    "MAX_CONTENT_LENGTH": 30 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    "MAX_FORM_PARTS": 4000,
    "PERMANENT_SESSION_LIFETIME": timedelta(minutes=30),
    # A database that was restarted is found there again.
    "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "BABEL_DEFAULT_LOCALE": "zh_CN",
    "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
    "LANGUAGES": {"zh": "zh_CN", "en": "en"},
    "WTF_CSRF_TIME_LIMIT": None,
    "RATELIMIT_STORAGE_URI": "memory://",
}


class ConfigurationError(RuntimeError):
    """A value is missing or wrong; the message names it and says how to set it."""


def load(environ: Mapping[str, str] | None = None) -> dict:
    """Flask settings for this environment; raises ConfigurationError naming every fault at once."""
    env = os.environ if environ is None else environ
    production = env.get("ZHUTUI_ENV", "production") == "production"
    data = Path(env.get("ZHUTUI_DATA", "var")).resolve()
    settings = {
        "PRODUCTION": production,
        "KEEP_ASSETS": production,  # in browsers; while somebody works on them, a changed file shows at once
        "DATA": data,
        "FONTS_FOLDER": Path(env.get("ZHUTUI_FONTS_FOLDER") or data / "fonts").resolve(),
        "SQLALCHEMY_DATABASE_URI": database_url(env.get("DATABASE_URL", ""), data),
        "KEYS_FOLDER": Path(env["ZHUTUI_KEYS_FOLDER"]).resolve() if env.get("ZHUTUI_KEYS_FOLDER") else None,
        "BULK_PAUSE": whole(env.get("ZHUTUI_BULK_PAUSE", "60")),
        "SESSION_COOKIE_SECURE": env.get("ZHUTUI_BASE_URL", "").startswith("https://"),
        "PROXIES": networks(env.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")),
        **said(env, USUAL | DELIVERY | (dict.fromkeys(IN_DEVELOPMENT, "") if production else IN_DEVELOPMENT)),
        **FIXED,
    }
    refuse(faults(settings))
    return settings


def said(env: Mapping[str, str], usual: Mapping[str, str]) -> dict[str, str]:
    """What the environment says under each of these names, without their prefix; else what is usual."""
    return {name.removeprefix("ZHUTUI_"): env.get(name) or meant for name, meant in usual.items()}


def whole(text: str) -> int:
    """A number of seconds; -1 for what is none, which is then refused by name."""
    return int(text) if text.isdecimal() and len(text) < 7 else -1


def networks(said: str) -> Networks | None:
    """Addresses and networks between commas, * for all there are; None for what is neither, then refused by name."""
    names = (name.strip() for name in said.replace("*", "0.0.0.0/0,::/0").split(","))
    try:
        return tuple(ip_network(name) for name in names if name)
    except ValueError:
        return None


def database_url(url: str, data: Path) -> str:
    """The SQLAlchemy address: SQLite in the data folder unless one is given; PostgreSQL through psycopg 3."""
    if not url:
        return f"sqlite:///{data / 'zhutui.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


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


def is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def refuse(sentences: list[str]) -> None:
    if sentences:
        raise ConfigurationError("\n".join(sentences))
