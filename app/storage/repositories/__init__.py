"""One repository per protocol of ``app.ports``: hand-written SQL in, frozen objects out.

Invariants:
- A repository never begins, commits or rolls back: the unit of work does.
- Driver errors pass through here and are translated where the unit of work ends; only a duplicate that the rules know
  is answered at once, as a DomainError.
"""
