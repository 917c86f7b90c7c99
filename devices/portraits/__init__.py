"""The portrait on a chip card: 1,024 bytes that only a vendor's own code can turn into a picture.

Invariants:
- No vendor code lives in this program: it is found at run time when a technician installed it.
- Vendor code never runs in the program's own process.
"""
