"""Who asks, behind a proxy: the address limits count by and the log names is that of whoever asked the proxy."""

import pytest
from flask import request

from grants.config import networks
from grants.web.proxies import passed_on

NEAR, CLERK, CLAIMED = "127.0.0.1", "203.0.113.7", "198.51.100.9"
CASES = [  # which proxies are believed, from where it came, what it says, who asked
    ("127.0.0.1,::1", NEAR, CLERK, CLERK),
    ("127.0.0.1,::1", NEAR, f"{CLAIMED}, {CLERK}", CLERK),
    ("127.0.0.1,::1", NEAR, "", NEAR),
    ("127.0.0.1,::1", CLERK, CLAIMED, CLERK),
    ("127.0.0.1,::1", "", CLERK, CLERK),
    ("127.0.0.1, 10.1.0.0/16", "10.1.2.3", CLERK, CLERK),
    ("127.0.0.1, 10.1.0.0/16", "10.2.2.3", CLERK, "10.2.2.3"),
    ("*", "10.2.2.3", CLERK, CLERK),
]


@pytest.mark.parametrize(("proxies", "peer", "said", "asker"), CASES)
def test_a_proxy_is_believed_about_who_asked_it_and_nobody_else(proxies, peer, said, asker):
    environ = {"REMOTE_ADDR": peer} | ({"HTTP_X_FORWARDED_FOR": said} if said else {})
    answer = passed_on(lambda told, _start: [told["REMOTE_ADDR"]], networks(proxies))
    assert answer(environ, None) == [asker]


@pytest.mark.one_database
def test_one_visitors_limit_is_not_anothers(app, client, monkeypatch):
    seen = []
    monkeypatch.setitem(app.view_functions, "home.healthz", lambda: seen.append(request.remote_addr) or "ok")
    for address in (CLERK, CLAIMED):
        client.get("/healthz", headers={"X-Forwarded-For": address})
    assert seen == [CLERK, CLAIMED]
