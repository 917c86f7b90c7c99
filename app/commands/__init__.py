"""The command line, one module per command: ``python -m app COMMAND``.

Invariants:
- Answers are JSON on standard output, diagnostics go to standard error.
- Exit 0 on success, 1 when the answer is "no", 2 on wrong use. Personal data is masked unless ``--unmask``.
"""
