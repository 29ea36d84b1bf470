"""Configuration, read once from the environment: every name starts with ZHUTUI_, but for DATABASE_URL and what the web
server reads too (FORWARDED_ALLOW_IPS)."""

import os
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from grants.config_faults import faults
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
    refuse(faults(settings) + (published(settings) if production else []))
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


def published(settings: dict) -> list[str]:
    """The keys that stand in the source: with them anybody could sign in as anybody, and read what is encrypted."""
    return [
        f"配置 {name} 是开发用的，公开在源代码里，生产环境拒绝使用：请用 zhutui new-key 另行生成。"
        for name in ("ZHUTUI_SECRET_KEY", "ZHUTUI_ENCRYPTION_KEY")
        if settings[name.removeprefix("ZHUTUI_")] == IN_DEVELOPMENT[name]
    ]


def refuse(sentences: list[str]) -> None:
    if sentences:
        raise ConfigurationError("\n".join(sentences))
