"""Paper in both languages of the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.language import Language, Translators


@pytest.fixture(params=list(Language), ids=lambda language: language.name.lower())
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """The language of the screen while the test runs."""
    translators = Translators(qapp)
    translators.use(request.param)
    yield request.param
    translators.use(Language.CHINESE)
