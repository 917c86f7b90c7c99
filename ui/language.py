"""The language of the screen: Chinese as written in the source, English from ``resources/i18n``.

Invariants:
- A language that is not there leaves Chinese: the program always starts.
- Labels are read when a window is built: choose the language first.

After a text was changed: ``make translations``, translate what is unfinished, and again. A test tells when that is due.
"""

from enum import Enum
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from ui.resource_files import I18N
from ui.texts import translate


class Labelled(Protocol):
    """An entry of the policy pack that has a name in both languages."""

    @property
    def label(self) -> str:
        """In Chinese."""

    @property
    def label_en(self) -> str:
        """In English."""


class Language(Enum):
    """What the screen speaks; the values are those of the settings file."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class Translators:
    """Holds the translators that are installed. One per application."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Speak ``language`` from now on. Every window then gets a LanguageChange event."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []
        qt_texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._install(f"qtbase_{language.value}", qt_texts)
        if language is not Language.CHINESE:
            self._install(f"yanqi_{language.value}", str(I18N))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._application)
        if translator.load(name, folder):
            self._application.installTranslator(translator)
            self._installed.append(translator)
        else:
            translator.deleteLater()


def language_named(name: str) -> Language:
    """The language a settings file names; Chinese for one that is not known."""
    return next((language for language in Language if language.value == name), Language.CHINESE)


def in_english() -> bool:
    """Whether the screen speaks English."""
    return translate("language", "中文") != "中文"


def label_of(entry: Labelled) -> str:
    """A policy entry's own label in the language of the screen. Policies carry their words with them."""
    return entry.label_en if in_english() else entry.label
