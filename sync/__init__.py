"""The province contract, its client engine and its reference server. A leaf library that knows no screen and no store.

Invariants:
- Nothing here imports ``app``, ``ui`` or ``devices``.
- A message counts as delivered only after its signed receipt was verified (right key, id and digest).
- ``requests`` appears only in ``sync.transport``; FastAPI and SQLAlchemy only in ``sync.province``.
"""
