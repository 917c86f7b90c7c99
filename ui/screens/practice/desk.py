"""The practice page put together: made when somebody asks for it first, and only in training mode."""

from collections.abc import Callable

from app.domain.policy import Policy
from ui.keys import KeyTable
from ui.screens.practice.presenter import PracticePorts, PracticePresenter
from ui.screens.practice.view import PracticeView
from ui.shell import Shell
from ui.theme import Theme


class PracticeDesk:
    """``leave`` brings back the page that a clerk works on."""

    def __init__(
        self,
        shell: Shell,
        theme: Theme,
        policy: Policy,
        ports: PracticePorts,
        *,
        leave: Callable[[], None],
        keys: KeyTable | None = None,
    ) -> None:
        table = keys if keys is not None else KeyTable()
        self._shell = shell
        self.view = PracticeView(theme, policy, table)
        self.presenter = PracticePresenter(self.view, ports, table.action_of)
        self.view.wire(self.presenter)
        self.view.left.connect(leave)
        shell.add_page(self.view)

    def open(self) -> None:
        """Bring the page to the front."""
        self._shell.open_page(self.view)
        self._shell.top_bar.show_page(None)
