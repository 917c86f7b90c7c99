"""A machine's opinion on whether two pictures show one face. Optional, off unless a technician turns it on.

Invariants:
- Nothing here decides: the answer is advice, and the clerk at the counter is the one who compares.
- Pictures and what the models make of them stay in memory, and are dropped with the answer.
"""
