"""What is shown when there can be no window: one box that says why, and what to do."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ui.texts import translate


def settings_trouble(file: Path, member: str) -> QMessageBox:
    """The settings in ``file`` cannot be used; ``member`` names the culprit, "" the file as a whole."""
    what = translate("start", "设置文件不能用")
    where = translate("start", "写错的一项：{member}").format(member=member) if member else ""
    parts = (
        where,
        translate("start", "文件：{file}").format(file=file),
        translate(
            "start", "收寄记录都还在，没有改动。请管理员改正这个文件，再重新启动；也可以先把它改名，用默认设置启动。"
        ),
    )
    box = QMessageBox(QMessageBox.Icon.Critical, translate("start", "验讫不能启动"), what)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText("\n".join(part for part in parts if part))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    box.addButton(translate("start", "关闭"), QMessageBox.ButtonRole.AcceptRole)
    return box
