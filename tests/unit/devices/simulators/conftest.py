import sys

# Pseudo-terminals are POSIX only.
collect_ignore = ["test_pty_end.py", "test_serial_scanner.py"] if sys.platform == "win32" else []
