"""How papers prove themselves: the token in their QR code, the signature of their file, the keys of both.

Knows nothing of Flask or the database. `signing` and what it stands on (`signers`, `devices`, `containers`) load
pyHanko and are run in the workshop; `scans` reads what anybody sends and runs in a process of its own.
"""
