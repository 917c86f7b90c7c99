import sys

# Device files are POSIX only.
collect_ignore = ["test_device_file.py"] if sys.platform == "win32" else []
