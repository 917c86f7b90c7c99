"""Makes this PC a terminal of an outlet: one call with a one-time code, at first start.

Invariants:
- The province's keys are pinned from this answer; later receipts count only when one of them signed.
- The same code with the same key again gives the same terminal, so a lost answer costs nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sync.bundle.keys import sealing_key_of
from sync.contract import CONTRACT_VERSION, EnrolmentAnswer, EnrolmentRequest, OutletProfile
from sync.errors import SyncError, SyncFault
from sync.ports import SealingKey, Transport
from sync.receipts import PinnedKeys
from sync.signing import TerminalKey
from sync.words import Environment


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who this terminal is from now on, and whose receipts count."""

    terminal_id: str
    outlet_id: str
    environment: Environment
    issuer: str
    province_name: str
    receipt_keys: tuple[tuple[str, str], ...]
    """Pairs of key id and raw Ed25519 public key (base64url)."""
    enrolled_at: datetime
    sealing_key: SealingKey | None = None
    """To which bundles are sealed; None where the province takes none."""

    def pinned_keys(self) -> PinnedKeys:
        """The verifier of this terminal's receipts."""
        return PinnedKeys(self.issuer, self.receipt_keys, terminal_id=self.terminal_id)


def enrol(transport: Transport, code: str, key: TerminalKey, outlet: OutletProfile) -> Enrolment:
    """Enrol with the code the province handed out.

    Raises SyncError: CREDENTIALS_REFUSED with ``problem_code`` for a wrong or used code, INCOMPATIBLE for another
    contract version, NOT_OUR_PROVINCE for the other environment or unusable keys, and the faults of the link. Raises
    pydantic's ValidationError (a ValueError) when the code is not of the contract's form.
    """
    request = EnrolmentRequest(code=code, public_key=key.public_b64, outlet=outlet, contract_version=CONTRACT_VERSION)
    return _checked(transport.enrol(request))


def _checked(answer: EnrolmentAnswer) -> Enrolment:
    enrolment = Enrolment(
        terminal_id=answer.terminal_id,
        outlet_id=answer.outlet_id,
        environment=answer.environment,
        issuer=answer.issuer,
        province_name=answer.province_name,
        receipt_keys=tuple((pinned.kid, pinned.x) for pinned in answer.receipt_keys),
        enrolled_at=answer.enrolled_at,
        sealing_key=None if answer.sealing_key is None else sealing_key_of(answer.sealing_key),
    )
    try:
        enrolment.pinned_keys()
    except ValueError as exc:
        raise SyncError(SyncFault.NOT_OUR_PROVINCE, "receipt keys") from exc
    return enrolment
