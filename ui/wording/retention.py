"""Keeping and purging in words."""

from app.domain.errors import DomainFault
from ui.texts import QT_TRANSLATE_NOOP, translate
from ui.wording.table import Table

HOLDS: Table = {
    DomainFault.ALREADY_HELD: (
        QT_TRANSLATE_NOOP("errors", "已经依法保留，不用再留一次"),
        QT_TRANSLATE_NOOP("errors", "要换原因，先解除再保留"),
    ),
    DomainFault.NOT_HELD: (
        QT_TRANSLATE_NOOP("errors", "没有依法保留，不用解除"),
        QT_TRANSLATE_NOOP("errors", "核对证件号码，或是不是只留了其中一件"),
    ),
}


def purged_words() -> str:
    """In place of a person whose data were purged."""
    return translate("retention", "已按规定清除")
