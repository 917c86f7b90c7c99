"""``run [--training]``: opens the counter window."""

import argparse
import os
import platform
import sys

from app.commands.output import NO, WRONG_USE, complain
from app.paths import find_home
from app.settings import SettingsError, load_settings
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--training", action="store_true", help="simulated devices and an embedded province")
    parser.add_argument("--windowed", action="store_true", help="not over the whole screen")


def run(arguments: argparse.Namespace) -> int:
    """The window, until it is closed."""
    if not _has_display():
        complain("no display here; `make demo` shows the same work without one")
        return WRONG_USE
    from PySide6.QtWidgets import QApplication

    from app.desktop import Desktop
    from app.logs import log_crashes, log_to
    from app.qt_messages import log_qt_messages
    from ui.language import Translators, language_named
    from ui.start_trouble import settings_trouble
    from ui.theme import apply_theme, theme_for

    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Yanqi")
    translators = Translators(application)
    try:
        settings = load_settings(home.settings)
    except SettingsError as error:
        complain(f"{home.settings}: {error}")
        translators.use(language_named(""))
        apply_theme(application, theme_for(application, high_contrast=False))
        # whoever started it by its icon sees no complaint
        settings_trouble(home.settings, error.member).exec()
        return NO
    handler = log_to(home.logs)
    log_crashes()
    log_qt_messages()
    translators.use(language_named(settings.language))
    desktop = Desktop(application, home, settings)
    try:
        desktop.show(maximized=not arguments.windowed)
        return int(application.exec())
    finally:
        desktop.close()
        handler.close()


def _has_display() -> bool:
    """Qt would abort without one; a named platform (offscreen, vnc) is somebody's choice."""
    if platform.system() in {"Windows", "Darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
