"""Practice cases: what lies in the box, and what is right to do with it. Training mode only."""
