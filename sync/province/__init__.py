"""The reference province: the contract's other side, embedded for training, on PostgreSQL for a lab.

Invariants:
- FastAPI, Starlette, uvicorn and SQLAlchemy are imported in this package only.
- ``sync.province.child`` starts the province as a process of its own and imports none of them.
- What was answered as received is on the disk: a receipt is signed inside the transaction that keeps its message.
- No body, payload, signature or enrolment code is ever logged.
"""
