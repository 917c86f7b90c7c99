"""Sealed bundles: a terminal's unsent messages and files on a stick, readable for its province alone.

Invariants:
- A bundle is a way for messages, not another kind of delivery: only receipts deliver.
"""
