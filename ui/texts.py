"""Chinese source texts and their way through Qt's translator.

Invariants:
- The source text is the Chinese one, so that an untranslated text is never worse than Chinese.
- Texts of a table are marked with :func:`QT_TRANSLATE_NOOP` and translated when they are shown, never when a module
  is imported: the language may change while the program runs.
- Placeholders are named and filled with ``str.format``.
"""

from PySide6.QtCore import QCoreApplication


def translate(context: str, text: str) -> str:
    """``text`` in the language of the screen; ``lupdate`` finds the literal at the call."""
    return QCoreApplication.translate(context, text)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the name that lupdate looks for
    """Mark ``text`` for translation in a table. Qt's own function is typed as returning ``object``."""
    return text
