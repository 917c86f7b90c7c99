"""Simulated counter hardware that ships with the product: training, demonstrations and tests all use it.

Invariants:
- A simulator speaks the real wire protocol over a pseudo-terminal, so the product's own driver is what runs.
- Faults are named, injected with a count, and wear off.
"""
