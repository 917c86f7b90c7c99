"""The skin over the product: windows, screens and words. All rules live below, in ``app``.

Invariants:
- Nothing heavy is imported when a module here is imported: no cv2, numpy, keyring, pydantic or cryptography.
- Only :mod:`ui.bridge` lets another thread reach Qt.
"""
