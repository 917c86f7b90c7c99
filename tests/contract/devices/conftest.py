import sys

# The simulators need pseudo-terminals; Windows has none, and its drivers are checked by hand on site.
_POSIX_ONLY = [
    "test_conformance.py",
    "test_driver_life.py",
    "test_reader_lines.py",
    "test_sdt_reader.py",
    "test_sdt_supervised.py",
    "test_vendor_library.py",
]
collect_ignore = _POSIX_ONLY if sys.platform == "win32" else []
