"""The form of an incident: kept with each change, so that nothing is typed twice after a crash, and sent once.

Invariants:
- Only codes of the handling card, the authorities and the catalogue stand in it; the words are the finder's.
- A picture is durable in the vault before the row that names it commits.
- A report is sent once, with who handed the parcel in as far as it was seen.
"""

from dataclasses import replace

from app.audit_ports import AuditEntry
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.incident import Incident, IncidentForm, form_is_valid, form_needs
from app.domain.inspection import Photo, PhotoRole
from app.events import EventBus, IncidentReported
from app.message_incident import Told, reported_message
from app.messages import Envelope
from app.ports import EvidenceVault, UnitOfWork
from app.usecases.attach_photo import JPEG, TakenPhoto
from app.usecases.counter import Counter


class FillIncident:
    """Keeps the form as far as it is filled in."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, incident_id: str, category: int | None, form: IncidentForm, clerk: ClerkNumber) -> Incident:
        """The incident with that category and form.

        Its pictures are its own (:class:`PhotographScene`); a name that the catalogue knows gets the catalogue's code.

        Raises DomainError: NOTHING_OPEN, STEP_NOT_ALLOWED, CATEGORY_UNKNOWN, FORM_INVALID, READ_ONLY.
        """
        with self._counter.store.unit_of_work() as work:
            incident = open_incident(self._counter, work, incident_id, clerk)
            if category is not None and self._counter.policy.catalogue.category(category) is None:
                raise DomainError(DomainFault.CATEGORY_UNKNOWN)
            self._require_valid(incident, form)
            kept = replace(form, entry=self._entry(form.name), scene=incident.form.scene)
            filled = replace(incident, category=category, form=kept)
            work.incidents.save(filled)
            return filled

    def _entry(self, name: str) -> str | None:
        entries = self._counter.policy.catalogue.entries
        return next((entry.code for entry in entries if name == entry.name or name in entry.synonyms), None)

    def _require_valid(self, incident: Incident, form: IncidentForm) -> None:
        policy = self._counter.policy
        card = policy.handling.cards.get(incident.card)
        steps = {step.code for step in card.steps} if card is not None else set()
        # a pack that came meanwhile may have another card: what was ticked before stays
        if not set(form.done) <= steps | set(incident.form.done):
            raise DomainError(DomainFault.FORM_INVALID, "done")
        if not policy.handling.authorities.keys() >= set(form.called):
            raise DomainError(DomainFault.FORM_INVALID, "called")
        if form.called_at is not None and form.called_at > self._counter.clock.now():
            raise DomainError(DomainFault.FORM_INVALID, "called_at")
        if not form_is_valid(form):
            raise DomainError(DomainFault.FORM_INVALID, "note")


class PhotographScene:
    """Keeps a picture of what the incident looks like (F8)."""

    def __init__(self, counter: Counter, vault: EvidenceVault) -> None:
        self._counter = counter
        self._vault = vault

    def __call__(self, incident_id: str, taken: TakenPhoto, clerk: ClerkNumber) -> Incident:
        """The incident with the picture.

        Raises DomainError: NOTHING_OPEN, STEP_NOT_ALLOWED, READ_ONLY; StorageError when it cannot be kept.
        """
        with self._counter.store.unit_of_work() as work:
            open_incident(self._counter, work, incident_id, clerk)
        stored = self._vault.store(self._counter.ids.new(), taken.jpeg, JPEG)
        with self._counter.store.unit_of_work() as work:
            incident = open_incident(self._counter, work, incident_id, clerk)
            offset = self._counter.clock_offset(work)
            photo = Photo(
                evidence_id=stored.evidence_id,
                role=PhotoRole.SCENE,
                sha256=stored.sha256,
                size=stored.size,
                media_type=JPEG,
                taken_at=taken.taken_at,
                device=taken.device,
                clock_offset_ms=offset.offset_ms if offset is not None else None,
            )
            with_scene = replace(incident, form=replace(incident.form, scene=(*incident.form.scene, photo)))
            work.evidence.add(stored, incident.incident_id, upload=True, at=taken.taken_at)
            work.incidents.save(with_scene)
            return with_scene


class ReportIncident:
    """Sends the form."""

    def __init__(self, counter: Counter, events: EventBus) -> None:
        self._counter = counter
        self._events = events

    def __call__(self, incident_id: str, clerk: ClerkNumber) -> Incident:
        """The reported incident.

        Raises DomainError: NOTHING_OPEN, STEP_NOT_ALLOWED for one that was reported, NOT_COMPLETE with the first need,
        NOT_ENROLLED, READ_ONLY.
        """
        with self._counter.store.unit_of_work() as work:
            incident = open_incident(self._counter, work, incident_id, clerk)
            need = next(form_needs(incident), None)
            if need is not None:
                raise DomainError(DomainFault.NOT_COMPLETE, need.value)
            reported = replace(incident, reported_at=self._counter.clock.now())
            message_id = self._commit(work, reported, clerk)
        self._events.publish(IncidentReported(incident_id, message_id))
        return reported

    def _commit(self, work: UnitOfWork, incident: Incident, clerk: ClerkNumber) -> str:
        identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        accepted = work.acceptances.get(incident.acceptance_id) if incident.acceptance_id is not None else None
        now = self._counter.clock.now()
        message = reported_message(
            Envelope(self._counter.ids.new(), identity, work.outbox.head(), self._counter.clock_offset(work)),
            incident,
            Told(clerk, now, self._counter.policy),
            accepted.parcel if accepted is not None else None,
        )
        work.incidents.save(incident)
        work.outbox.enqueue(message)
        details = {
            "message": message.message_id,
            "digest": message.digest,
            "category": str(incident.category),
            "late": "yes" if now > incident.due_at else "no",
        }
        work.audit.append(AuditEntry(now, clerk, "incident_reported", incident.incident_id, details))
        return message.message_id


def open_incident(counter: Counter, work: UnitOfWork, incident_id: str, clerk: ClerkNumber) -> Incident:
    """The incident, for whoever fills it in.

    Raises DomainError: NOTHING_OPEN for an unknown one, STEP_NOT_ALLOWED for one that was reported, READ_ONLY.
    """
    counter.require_may_change(work, clerk)
    incident = work.incidents.get(incident_id)
    if incident is None:
        raise DomainError(DomainFault.NOTHING_OPEN)
    if incident.reported_at is not None:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, "reported")
    return incident
