"""The panels beside the lanes: which one stands open, what it asks, and how it closes.

Invariants:
- One panel at a time. A panel closes when what it asked for has come, whichever way it came.
- Whoever closes a panel ends a guided capture that was under way in it; so does leaving the parcel that it was for.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.domain.acceptance import Parcel
from devices.documents.reading import DocumentReading
from devices.errors import DeviceError, DeviceFault
from ui.faults import failed
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.capture import GuidedCapture
from ui.screens.acceptance.lanes import shown_customer
from ui.screens.acceptance.panels import CLOSED, OpenPanel, listed
from ui.screens.acceptance.state import (
    CaptureState,
    Caution,
    Hint,
    Notice,
    Panel,
    PhotoDoubted,
    Question,
    ShownCustomer,
    StandsAgainst,
    Unusual,
)

_CLOSES = {
    Hint.WAYBILL_TAKEN: (Panel.WAYBILL, Panel.LABEL, Panel.WAYBILL_CHOICE),
    Hint.DOCUMENT_TAKEN: (Panel.TYPED_DOCUMENT, Panel.CAPTURE),
    Hint.DOCUMENT_TO_COMPARE: (Panel.TYPED_DOCUMENT, Panel.CAPTURE),
    Hint.NAME_AGREES: (Panel.NAME,),
    Hint.ADDRESS_TAKEN: (Panel.ADDRESS,),
    Hint.SUPERVISOR_TAKEN: (Panel.SUPERVISOR,),
    Hint.CUSTOMER_TAKEN: (Panel.CUSTOMERS,),
    Hint.SCREENING_RECORDED: (Panel.SCREENING,),
    # what lies under the camera at an empty counter is the next parcel's, not that of one that was put aside before
    Hint.RESUMED: (Panel.CAPTURE,),
}
"""What has come closes the panel that asked for it."""
_TAKES_BAD_NEWS = (Panel.WAYBILL, Panel.NAME, Panel.TYPED_DOCUMENT, Panel.CAPTURE, Panel.CUSTOMERS, Panel.SCREENING)
"""Here something was taken although it newly stands against the parcel: the lanes say what is wrong."""


class PanelBoard:
    """Main thread only.

    ``say`` tells a notice, ``redraw`` that something moved, ``read`` a document that the guided capture has read.
    """

    def __init__(
        self,
        ports: CounterPorts,
        *,
        say: Callable[[Notice], None],
        redraw: Callable[[], None],
        read: Callable[[DocumentReading], None],
    ) -> None:
        self._ports = ports
        self._say = say
        self._redraw = redraw
        self._take_reading = read
        self._capture = GuidedCapture(ports, read=self._read, failed=self._capture_failed, changed=redraw)
        self._opened = CLOSED
        self._closed = 0
        self._parcel_id: str | None = None

    @property
    def panel(self) -> Panel:
        """What stands open."""
        return self._opened.panel

    @property
    def question(self) -> Question | None:
        """What the open panel asks."""
        return self._opened.question

    @property
    def customers(self) -> tuple[ShownCustomer, ...]:
        """The customers that the filter leaves."""
        return listed(self._opened)

    @property
    def filter(self) -> str:
        """The letters that narrow the customers' list."""
        return self._opened.filter

    @property
    def capture(self) -> CaptureState | None:
        """How the guided capture stands."""
        return self._capture.state

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return self._capture.idle

    def today(self, parcel: Parcel | None = None) -> date:
        """The date on the counter's wall; of a late entry that of its paper form."""
        late = parcel.late if parcel is not None else None
        return self._ports.local(late.accepted_at if late is not None else self._ports.now()).date()

    def toggle(self, panel: Panel) -> None:
        """Open ``panel``, or close it when it stands open."""
        was_open = self.panel is panel
        self.close()
        if not was_open:
            self._opened = OpenPanel(panel)
        self._redraw()

    def close(self) -> None:
        """Nothing stands open."""
        self._capture.close()
        self._opened = CLOSED
        self._closed += 1

    def ask(self, panel: Panel, question: Question | None) -> None:
        """Open ``panel`` with what it asks; say so when nothing is asked."""
        was_open = self.panel is panel
        self.close()
        if question is None:
            self._say(Hint.NOTHING_TO_ANSWER if panel is Panel.QUESTION else Hint.NOTHING_FOR_SUPERVISOR)
            return
        if not was_open:
            self._opened = OpenPanel(panel, question)
        self._redraw()

    def ask_for_faces(self) -> None:
        """Ask for the consent that a comparison by machine needs."""
        if self._ports.sender.faces is None:
            self._say(Hint.FACES_OFF)
        else:
            self.toggle(Panel.FACE_CONSENT)

    def toggle_capture(self) -> None:
        """Begin to look for a document under the camera, or stop."""
        was_open = self.panel is Panel.CAPTURE
        self.close()
        if was_open:
            self._redraw()
            return
        self._opened = OpenPanel(Panel.CAPTURE)
        self._capture.begin()

    def tick(self) -> None:
        """Time for another look."""
        self._capture.tick()

    def read_now(self) -> None:
        """Read from what there is."""
        self._capture.read_now()

    def toggle_customers(self) -> None:
        """List the customers, or close the list."""
        if self.panel is Panel.CUSTOMERS:
            self.close()
            self._redraw()
            return
        self.close()
        asked = self._closed
        self._ports.store_tasks.submit(
            self._ports.actions.customers,
            lambda found: self._list(asked, tuple(shown_customer(one, self.today()) for one in found)),
            lambda error: self._say(failed(error)),
        )

    def narrow(self, letter: str) -> None:
        """One more letter of the initials."""
        self._opened = replace(self._opened, filter=self._opened.filter + letter)
        self._redraw()

    def widen(self) -> None:
        """Take the last letter back."""
        self._opened = replace(self._opened, filter=self._opened.filter[:-1])

    def follow(self, notice: Notice | None, parcel: Parcel | None) -> None:
        """A step has ended with ``notice``, and ``parcel`` at the counter: close what it answered."""
        before, self._parcel_id = self._parcel_id, parcel.parcel_id if parcel is not None else None
        late = parcel is not None and parcel.late is not None
        if self.panel is Panel.CAPTURE and before != self._parcel_id and (before is not None or late):
            # a document of the parcel before is nobody's for this one; one that was laid down first opens its own
            self.close()
        came = isinstance(notice, Hint) and self.panel in _CLOSES.get(notice, ())
        # a misread scan or a wrong PIN took nothing: what is being typed stays
        bad_news = isinstance(notice, StandsAgainst | Caution | Unusual)
        # a doubted picture is looked at in its lane
        doubted = isinstance(notice, PhotoDoubted) and self.panel is Panel.ITEMS
        if came or doubted or (bad_news and self.panel in _TAKES_BAD_NEWS):
            self.close()

    def _list(self, asked: int, customers: tuple[ShownCustomer, ...]) -> None:
        if asked != self._closed or self.panel is not Panel.NONE:
            # meanwhile the clerk went on to something else, or away
            return
        if not customers:
            self._say(Hint.NO_CUSTOMERS)
            return
        self._opened = OpenPanel(Panel.CUSTOMERS, customers=customers)
        self._redraw()

    def _read(self, reading: DocumentReading) -> None:
        self.close()
        self._take_reading(reading)

    def _capture_failed(self, error: Exception) -> None:
        self.close()
        # nothing that a clerk could plug in again: it is a process of our own
        stopped = isinstance(error, DeviceError) and error.fault in (DeviceFault.REMOVED, DeviceFault.NO_ANSWER)
        self._say(Hint.READER_STOPPED if stopped else failed(error))
