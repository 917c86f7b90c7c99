"""Numbered migrations (``0001_*.sql``) and their runner; ``schema.sql`` is the outcome of all of them, for readers.

Invariants:
- A migration that was shipped never changes: each store keeps the digests of what made it.
"""
