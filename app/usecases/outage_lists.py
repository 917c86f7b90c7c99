"""What the interruptions page shows: the risk now, the timeline, and one filing for paper."""

import json

from app.domain.errors import DomainError, DomainFault
from app.domain.outage import Filing, OutageForm, OutageScope
from app.interruption_ports import FiledMessage
from app.ports import TerminalIdentity
from app.usecases.counter import Counter
from app.usecases.outage_results import OutageBoard, OutageEntry, OutageSheetData, Surroundings
from app.usecases.watch_link import assessed, read_flow
from sync.payloads_interruption import InterruptionPayload
from sync.report_seal import sealed_text
from sync.words import Environment

SHOWN = 100
"""Of each: outages are rare."""


class ReadOutages:
    """Reads the whole board. Changes nothing."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, around: Surroundings) -> OutageBoard:
        """As it stands now."""
        with self._counter.store.unit_of_work() as work:
            now = self._counter.clock.now()
            assessment = assessed(self._counter, work, read_flow(work, now), around, now)
            entries = [
                OutageEntry(plan, tuple(work.outages.filings(plan.notice_id)))
                for plan in work.outages.plans(limit=SHOWN)
            ]
            entries += [
                OutageEntry(found, tuple(work.outages.filings(found.interruption_id)))
                for found in work.outages.page(limit=SHOWN)
            ]
        return OutageBoard(assessment, tuple(sorted(entries, key=lambda entry: entry.begins_at, reverse=True)))


class ReadOutageSheet:
    """A filed message with the QR that holds it."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self, subject_id: str, message_id: str | None = None) -> OutageSheetData:
        """The newest filing about that outage, or the named one.

        Raises DomainError: NOTHING_OPEN when there is none, NOT_ENROLLED.
        """
        with self._counter.store.unit_of_work() as work:
            identity = work.terminal.identity()
            if identity is None:
                raise DomainError(DomainFault.NOT_ENROLLED)
            filings = work.outages.filings(subject_id)
            filed = next((one for one in reversed(filings) if message_id in (None, one.told.message_id)), None)
            body = work.outbox.body(filed.told.message_id) if filed is not None else None
        if filed is None or body is None:
            raise DomainError(DomainFault.NOTHING_OPEN)
        return _sheet(identity, filed, body)


def _sheet(identity: TerminalIdentity, filed: FiledMessage, body: bytes) -> OutageSheetData:
    payload = InterruptionPayload.model_validate(json.loads(body)["payload"])
    return OutageSheetData(
        outlet_name=identity.outlet_name,
        filing_number=identity.filing_number,
        terminal_id=identity.terminal_id,
        message_id=filed.told.message_id,
        sequence=filed.sequence,
        digest=filed.digest,
        filing=Filing(payload.event),
        form=OutageForm(
            cause=payload.cause,
            scope=OutageScope(payload.scope),
            measures=tuple(payload.measures),
            words=payload.words,
            expected_end=payload.expected_end_at,
        ),
        begins_at=payload.begins_at,
        noticed_at=payload.noticed_at,
        restored_at=payload.restored_at,
        ended_at=payload.ended_at,
        late_records=payload.late_records,
        waiting=payload.waiting,
        clerk=payload.clerk,
        told_at=payload.at,
        policy_version=payload.policy_version,
        delivered_at=filed.delivered_at,
        training=identity.environment is Environment.TRAINING,
        qr_text=sealed_text(body, identity.private_key),
    )
