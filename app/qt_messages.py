"""Qt's own messages go where ours go: into the redacted log."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_OFFSCREEN_CHATTER = "This plugin does not support propagateSizeHints()"
"""Said at each change of the window's least size by the platform that has no window manager."""


def log_qt_messages() -> None:
    """From now on, until the program ends."""
    qInstallMessageHandler(_into_log)


def _into_log(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if message != _OFFSCREEN_CHATTER:
        _log.log(_LEVELS[kind], "%s", message)
