"""The customers' page alone in a shell, on real use cases."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import CustomerKind, Filing
from app.training import training_customers
from app.usecases.customers import CustomerForm
from tests.support.builders import TODAY
from tests.support.fake_counter import FakeCounter, box_picture, customer_actions, jpeg_of, preview_of
from ui.keys import Action, KeyTable
from ui.screens.customers.actions import CustomerActions, CustomersPorts
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.view import CustomersView
from ui.shell import Shell
from ui.theme import Theme

SUPERVISOR = ClerkNumber("9001")
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
    "Left": Qt.Key.Key_Left,
    "Space": Qt.Key.Key_Space,
    "Ins": Qt.Key.Key_Insert,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 13)},
}


@dataclass
class CustomersStage:
    """A supervisor is signed in; ``open`` brings the page to the front."""

    theme: Theme
    counter: FakeCounter = field(default_factory=FakeCounter)

    def __post_init__(self) -> None:
        house, picture = self.counter.house, box_picture()
        self.counter.picture = jpeg_of(picture)
        self.supervisor = Clerk(SUPERVISOR, "样例站长", "hash", ClerkRole.SUPERVISOR)
        house.look(lambda work: work.clerks.add(self.supervisor))
        self.actions = customer_actions(house)
        self.shell = Shell(self.theme, KeyTable(), "样例路网点", training=True)
        self.shell.furnish()
        self.view = CustomersView(self.theme, house.counter.policy, KeyTable(), lambda: preview_of(picture))
        ports = CustomersPorts(
            self.actions,
            self.counter.store_tasks,
            self.counter.cpu_tasks,
            self.counter.capture,
            self.counter.bells.append,
        )
        self.presenter = CustomersPresenter(self.view, ports)
        self.view.wire(self.presenter)
        self.shell.add_page(self.view)
        self.shell.resize(1366, 768)
        self.shell.top_bar.show_clerk(self.supervisor.name)
        self.shell.top_bar.show_page(Action.CUSTOMERS_PAGE)
        self.presenter.clerk_signed_in(self.supervisor)

    def fill(self) -> None:
        """Customers of every standing."""
        register_some(self.actions, SUPERVISOR)

    def open(self) -> None:
        """The page comes to the front."""
        self.shell.show()
        self.presenter.shown()

    def keys(self, *names: str) -> None:
        """Press named keys, or type texts in small letters, at the window: the focus decides who gets them."""
        for name in names:
            if name.startswith("Ctrl+"):
                modifier, key = Qt.KeyboardModifier.ControlModifier, Qt.Key(ord(name.removeprefix("Ctrl+")))
                QTest.keyClick(self.shell.windowHandle(), key, modifier)
            elif name in KEYS:
                QTest.keyClick(self.shell.windowHandle(), KEYS[name])
            else:
                for character in name:
                    QTest.keyClick(self.shell.windowHandle(), Qt.Key(ord(character.upper())))


def register_some(actions: CustomerActions, supervisor: ClerkNumber) -> None:
    """Customers of every standing."""
    (flowers, copy), (tea, _) = training_customers(TODAY)
    forms = (
        flowers,
        tea,
        replace(flowers, name="滇池水产样例公司", credit_code="915301020000000030", agreement_number="XY-0003"),
        replace(
            flowers,
            name="丽江民宿样例合作社",
            credit_code="9153010200000000XG",
            agreement_number="XY-0004",
            filing=Filing.PENDING,
        ),
        CustomerForm(CustomerKind.ORGANISATION, "样例中学", "12530102000000001A", "样例丙", "13800138003"),
    )
    for form in forms:
        known = replace(form, credit_code_reason="licence_seen")
        customer = actions.register(known, supervisor, None)
        if form in (flowers, tea):
            actions.attach_copy(customer.customer_id, copy, supervisor)
