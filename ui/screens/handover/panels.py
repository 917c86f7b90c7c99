"""What is asked beside the list: whether the parcels leave, whether the list is given up, and the screening."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from app.domain.inspection import Screening, ScreeningPlace
from app.domain.policy import Policy
from app.usecases.edits import RecordScreening
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.handover.state import Asking, HandoverPage
from ui.screens.handover.wording import carrier_words, head_problem, place_words, screening_place_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField, WordsField
from ui.widgets.panels import Panel
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label

_LONGEST_NAME: Final = 64


class ClosePanel(Panel):
    """Says once more what leaves with whom."""

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable) -> None:
        line = translate("handover", "交出去就不能改了：交接单上报省系统，并打印出来双方签名")
        super().__init__(theme, keys, Icon.BOX, translate("handover", "现在交接？"), line)
        self._policy = policy
        self._what = text_label("large", wraps=True)
        self._screening = StatusLine(theme, "")
        yes = KeyButton(theme, translate("handover", "确认交接"), keys.label(Action.FINISH), "primary")
        yes.clicked.connect(partial(self.asked.emit, Action.FINISH))
        for part in (self._what, self._screening, yes):
            self.content.addWidget(part)

    def show_state(self, state: HandoverPage) -> None:
        """Count what leaves."""
        manifest = state.manifest
        if manifest is None:
            return
        handover = manifest.handover
        told = translate("handover", "{count} 件 → {place}").format(
            count=len(manifest.parcels), place=place_words(handover)
        )
        parts = (told, carrier_words(handover.carrier, self._policy), handover.driver)
        self._what.setText(" · ".join(part for part in parts if part))
        unscreened = sum(parcel.screening is None for parcel in manifest.parcels)
        if unscreened:
            words = translate("handover", "{count} 件没有安检记录；要登记先返回").format(count=unscreened)
            self._screening.say(Icon.WARNING, words, "warn")
        else:
            self._screening.say(Icon.CHECK_CIRCLE, translate("handover", "每件都有安检记录"), "good")


class GiveUpPanel(Panel):
    """Asks once more before the list is given up."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("handover", "车没来、开错了才放弃：扫过的快件仍在网点，可以另开单交接")
        super().__init__(theme, keys, Icon.TRASH, translate("handover", "放弃这张交接单？"), line)
        again = KeyButton(theme, translate("panel", "确定放弃"), keys.label(Action.DISCARD))
        again.clicked.connect(partial(self.asked.emit, Action.DISCARD))
        self.content.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class _Standing:
    place: ScreeningPlace
    passed: bool | None


_STANDINGS: Final = {
    "1": _Standing(ScreeningPlace.HERE, passed=True),
    "2": _Standing(ScreeningPlace.HUB, passed=True),
    "3": _Standing(ScreeningPlace.THIRD_PARTY, passed=True),
    "4": _Standing(ScreeningPlace.HUB, passed=None),
    "5": _Standing(ScreeningPlace.THIRD_PARTY, passed=None),
}


class ScreeningPanel(Panel):
    """Where, with which machine, by whom: for all parcels of the list that have none. ``submitted`` carries it."""

    submitted = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("handover", "按数字选一种，写明安检机和判图人，再确认；已有安检记录的快件不改")
        super().__init__(theme, keys, Icon.CHECK_CIRCLE, translate("handover", "登记安检"), line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._chosen: _Standing | None = None
        self._offered: Screening | None = None
        self._open = False
        self._count = text_label("strong", wraps=True)
        self._buttons = {key: self._standing_button(theme, key) for key in _STANDINGS}
        self.machine = CodeField(translate("handover", "安检机编号（待检的写哪个分拨中心）"), _LONGEST_NAME)
        self.inspector = WordsField(translate("handover", "判图人（工号或姓名）"), _LONGEST_NAME)
        self._again = KeyButton(theme, "", keys.label(Action.SAME_SENDER))
        self._again.clicked.connect(self.take_offered)
        self._problem = StatusLine(theme, "")
        done = KeyButton(theme, translate("handover", "登记"), keys.label(Action.FINISH), "primary")
        done.clicked.connect(self.submit)
        self.machine.entered.connect(partial(self.inspector.setFocus, Qt.FocusReason.TabFocusReason))
        self.inspector.entered.connect(self.submit)
        for entry in (self.machine, self.inspector):
            entry.left.connect(partial(self.asked.emit, Action.CANCEL))
        grid = QGridLayout()
        grid.setSpacing(theme.sizes.gap // 2)
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        self.content.setSpacing(theme.sizes.gap // 2)
        self.content.addWidget(self._count)
        self.content.addLayout(grid)
        for entry in (self.machine, self.inspector):
            self.content.addWidget(text_label("small", entry.accessibleName()))
            self.content.addWidget(entry)
        for part in (self._again, self._problem, done):
            self.content.addWidget(part)

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``; the fields begin empty, whatever was recorded before."""
        opened = state.asking is Asking.SCREENING
        if opened and not self._open:
            self._choose(None)
            self.machine.clear()
            self.inspector.clear()
        self._open = opened
        self._offered = state.offered
        if state.manifest is not None:
            listed = sum(p.screening is None or p.screening.passed is None for p in state.manifest.parcels)
            told = translate("handover", "清单里 {listed} 件，另有待安检 {waiting} 件")
            self._count.setText(told.format(listed=listed, waiting=len(state.waiting)))
        self._again.setVisible(self._offered is not None)
        if self._offered is not None:
            again = translate("handover", "填上次的：{machine} · {inspector}")
            self._again.set_text(again.format(machine=self._offered.machine, inspector=self._offered.inspector))
        self._show_wrong(state.wrong)

    def take_focus(self) -> None:
        """The keys choose where."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, character: str) -> bool:
        """Choose with a digit and go on to the machine; whether there is one."""
        standing = _STANDINGS.get(character)
        if standing is None:
            return False
        self._choose(standing)
        self.machine.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def take_offered(self) -> None:
        """Put the machine and the inspector of the last screening into the fields, because somebody asked for it."""
        if self._offered is not None:
            self.machine.setText(self._offered.machine)
            self.inspector.setText(self._offered.inspector)
            self.inspector.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Hand over what was chosen and typed; None when nothing was chosen."""
        chosen = self._chosen
        if chosen is None:
            self.submitted.emit(None)
            return
        machine, inspector = self.machine.text().strip(), self.inspector.text().strip()
        self.submitted.emit(RecordScreening(chosen.place, machine, inspector, chosen.passed))

    def _standing_button(self, theme: Theme, key: str) -> KeyButton:
        standing = _STANDINGS[key]
        place = screening_place_words(standing.place)
        passed = translate("handover", "{place}已过机").format(place=place)
        due = translate("handover", "到{place}再检").format(place=place)
        button = KeyButton(theme, passed if standing.passed else due, key)
        button.clicked.connect(partial(self.pick, key))
        return button

    def _choose(self, standing: _Standing | None) -> None:
        self._chosen = standing
        for key, button in self._buttons.items():
            button.set_chosen(_STANDINGS[key] == standing)

    def _show_wrong(self, wrong: str) -> None:
        told = head_problem(wrong) if wrong else ""
        bad = {"machine": self.machine, "inspector": self.inspector}.get(wrong)
        for entry in (self.machine, self.inspector):
            set_look(entry, "wrong", "true" if entry is bad else "false")
        self._problem.setVisible(bool(told))
        if told:
            self._problem.say(Icon.STOP, told, "bad")
        if bad is not None and self.isVisible():
            bad.setFocus(Qt.FocusReason.OtherFocusReason)
