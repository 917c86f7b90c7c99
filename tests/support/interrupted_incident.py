"""A terminal that opens an incident and fills in half of its form, for a test that kills it (SIGKILL) there.

``python -m tests.support.interrupted_incident HOME`` says the incident's id on its standard output once the half form
is durable, and then does nothing.
"""

import sys
import threading
from functools import partial
from pathlib import Path

from app.domain.incident import IncidentForm
from app.usecases.incident_results import InParcel
from tests.support.terminal import CLERK, CounterClerk, house_in, parcel_id, quick_hands, training_home

EXPLOSIVES = 3
HALF = IncidentForm(name="鞭炮", entry="p03.07", done=("evacuate",))


def opened(clerk: CounterClerk) -> str:
    """An incident in a whole parcel at the counter."""
    place = InParcel(str(parcel_id(clerk.completed(clerk.open_counter()))))
    return clerk.do(partial(clerk.uses.open_incident, place, EXPLOSIVES, CLERK)).incident.incident_id


def main(home: Path) -> None:
    """Ends only by being killed."""
    clerk = CounterClerk(house_in(training_home(home)), quick_hands(6))
    incident_id = opened(clerk)
    clerk.do(partial(clerk.uses.fill_incident, incident_id, EXPLOSIVES, HALF, CLERK))
    sys.stdout.write(f"{incident_id}\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
