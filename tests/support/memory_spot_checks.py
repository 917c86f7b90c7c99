"""In-memory spot checks, with the semantics of the real repository; the contract suite runs on both."""

from app.domain.errors import DomainError, DomainFault
from app.inspection_ports import SpotCheck
from app.storage.errors import StoreRuleError


class MemorySpotChecks:
    """inspection_ports.SpotCheckRepository."""

    def __init__(self, checks: dict[str, SpotCheck]) -> None:
        self._checks = checks

    def save(self, check: SpotCheck) -> None:
        kept = self._checks.get(check.request_id)
        if kept is not None and kept.answered_at is not None:
            raise DomainError(DomainFault.STEP_NOT_ALLOWED)
        if (check.answered_at is None) != (check.message_id is None):
            raise StoreRuleError("half an answer")
        self._checks[check.request_id] = check

    def get(self, request_id: str) -> SpotCheck | None:
        return self._checks.get(request_id)

    def open_ones(self) -> list[SpotCheck]:
        found = [check for check in self._checks.values() if check.answered_at is None]
        return sorted(found, key=lambda check: (check.due_at, check.request_id))

    def page(self, *, limit: int) -> list[SpotCheck]:
        found = sorted(self._checks.values(), key=lambda check: (check.received_at, check.request_id), reverse=True)
        return found[:limit]
