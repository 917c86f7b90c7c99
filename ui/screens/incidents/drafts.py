"""Forms of incidents as they are being filled in: what was typed last, beside what the store has.

Invariants:
- What was typed is shown at once and never taken back by an answer to an earlier change.
- The pictures and the catalogue's code are always the store's: nobody types them.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.incident import Incident, IncidentForm


class Drafts:
    """One draft for each open incident that was changed here."""

    def __init__(self) -> None:
        self._drafts: dict[str, tuple[int | None, IncidentForm]] = {}

    def of(self, incident: Incident) -> Incident:
        """The incident as it was filled in last."""
        draft = self._drafts.get(incident.incident_id)
        if draft is None:
            return incident
        category, form = draft
        return replace(
            incident, category=category, form=replace(form, entry=incident.form.entry, scene=incident.form.scene)
        )

    def put(self, incident: Incident) -> None:
        """This is what was filled in now."""
        self._drafts[incident.incident_id] = (incident.category, incident.form)

    def kept(self, incident: Incident) -> None:
        """The store has this; a later change stays a draft."""
        if self.of(incident) == incident:
            self._drafts.pop(incident.incident_id, None)

    def keep_only(self, incident_ids: Iterable[str]) -> None:
        """The others are not open any more."""
        open_ones = set(incident_ids)
        self._drafts = {found: draft for found, draft in self._drafts.items() if found in open_ones}
