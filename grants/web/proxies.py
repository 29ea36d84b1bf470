"""Who asks, where a proxy passes it on: limits count by their address, and the log names it.

A proxy is believed where the server itself believes it of the scheme (gunicorn, FORWARDED_ALLOW_IPS), and only about
who asked the proxy itself: what a browser says further to the left anybody can write.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from grants.config import Networks

Answer = Callable[..., Iterable[bytes]]


def init_proxies(app: Flask) -> None:
    app.wsgi_app = passed_on(app.wsgi_app, app.config["PROXIES"])  # type: ignore[method-assign]


def passed_on(asked: Answer, proxies: Networks) -> Answer:
    """The same application, told by these proxies who asks."""
    told = ProxyFix(asked, x_for=1, x_proto=0)

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return (told if is_of(environ.get("REMOTE_ADDR", ""), proxies) else asked)(environ, start)

    return answer


def is_of(address: str, proxies: Networks) -> bool:
    """Whether a request comes from one of them; over a socket file, without an address, it comes from this machine."""
    if not address:
        return True
    try:
        return any(ip_address(address) in network for network in proxies)
    except ValueError:
        return False
