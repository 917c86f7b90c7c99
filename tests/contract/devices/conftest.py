import sys

# The simulators need pseudo-terminals; Windows has none, and its drivers are checked by the site checklist.
collect_ignore = ["test_driver_life.py", "test_sdt_reader.py", "test_sdt_supervised.py"] if sys.platform == "win32" else []
