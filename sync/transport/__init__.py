"""The province's calls over HTTP: the only place that knows ``requests``.

Invariants:
- Only ``SyncError`` leaves this package.
- No proxy setting, netrc or certificate bundle is taken from the environment; no cookie is kept.
"""
