"""The customers' page: the list, and in its place the form of one customer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.policy import Policy
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.customers.form import TypedCustomer
from ui.screens.customers.form_part import CustomerForm
from ui.screens.customers.list_part import CustomersList
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.state import CustomersState
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.live_picture import Preview


class CustomersView(QWidget):
    """Draws :class:`CustomersState`."""

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, preview: Callable[[], Preview | None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("customers", "客户"))
        self._keys = keys
        self._presenter: CustomersPresenter | None = None
        self.list = CustomersList(theme, keys)
        self.form = CustomerForm(theme, keys, policy.senders.credit_code_reasons, preview)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.list)
        self._parts.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._parts)
        self.show_state(CustomersState())

    def wire(self, presenter: CustomersPresenter) -> None:
        """Hand what is typed and pressed to ``presenter``."""
        self._presenter = presenter
        self.list.searched.connect(presenter.search)
        self.list.opened.connect(presenter.change)
        self.list.add_asked.connect(presenter.add)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(presenter.cancel)
        self.form.photo_asked.connect(presenter.photograph)
        self.form.code_typed.connect(presenter.code_typed)

    def show_state(self, state: CustomersState) -> None:
        """Show ``state``."""
        part = self.list if state.form is None else self.form
        turned = self._parts.currentWidget() is not part
        self._parts.setCurrentWidget(part)
        self.list.show_state(state)
        self.form.show_state(state)
        if turned and state.form is None and self.isVisible():
            self.list.take_focus()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh rows, and the keys in the search field; a form keeps them where they were."""
        super().showEvent(event)
        if self._parts.currentWidget() is self.list:
            self.list.take_focus()
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys, once no field wanted them."""
        action, presenter = self._keys.action_of(key_press(event).name), self._presenter
        in_form = self._parts.currentWidget() is self.form
        if presenter is None or is_held(event):
            super().keyPressEvent(event)
        elif action is Action.ADD_CUSTOMER:
            presenter.add()
        elif in_form and action is Action.SAVE:
            self.form.save()
        elif in_form and action is Action.PHOTO:
            presenter.photograph()
        elif in_form and action is Action.CANCEL:
            presenter.cancel()
        elif action is Action.FINISH:
            # fields and lists leave Enter to the page, whatever else they do with it
            self.form.enter() if in_form else self.list.open_chosen()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _save(self, typed: TypedCustomer) -> None:
        if self._presenter is not None:
            self._presenter.save(typed)
