"""The benchmarks behind ``python -m app bench``: each figure beside the limit it is held against, in the same run.

Invariants:
- A figure that has a limit is a ratio to something measured in the same process on the same machine; nothing here is a
  timed test, and nothing fails a build.
"""
