"""How gunicorn serves `wsgi:app`: two plain workers, since SQLite writes one at a time anyway."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True  # one import for both workers, and faults of the configuration said once
timeout = 60
max_requests = 5000
max_requests_jitter = 500
# Fifty cases ticked and a long search stand in an address, and once more, quoted, in a link that leads back to it.
limit_request_line = 8190
control_socket_disable = True
loglevel = os.environ.get("ZHUTUI_LOG_LEVEL", "warning")
