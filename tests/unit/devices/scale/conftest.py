import sys

# Pseudo-terminals are POSIX only.
collect_ignore = ["test_driver.py"] if sys.platform == "win32" else []
