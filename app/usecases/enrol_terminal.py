"""Enrolment: the terminal becomes known to the province, and pins the keys whose receipts count.

At first start, and again with a fresh code when the enrolment has run out or the province signs with another key.

Invariants:
- The signing key comes from the store's own secret, so that a lost answer or a crash leads to the same key, and the
  one-time code still works with it.
- Enrolling again never makes another terminal of one that is enrolled: its chain of messages would end. Keys that were
  pinned stay pinned, for the receipts that they signed.
- A training store never enrols with a production province, nor the other way round.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import ValidationError

from app.audit_ports import AuditEntry
from app.domain.errors import DomainError, DomainFault
from app.ports import Clock, Store, TerminalIdentity
from sync.contract import OutletProfile
from sync.enrolment import Enrolment, enrol
from sync.ports import Transport
from sync.signing import TerminalKey
from sync.words import Environment


@dataclass(frozen=True, slots=True)
class EnrolmentForm:
    """What the technician types at first start: the province, the one-time code, the outlet's filing (备案)."""

    province_url: str
    code: str
    outlet_name: str
    filing_number: str
    region_code: str
    """GB/T 2260, six digits."""
    address: str = ""


def form_of(identity: TerminalIdentity, code: str) -> EnrolmentForm:
    """The form of a terminal that enrols again; the province keeps the outlet's filing as it has it."""
    return EnrolmentForm(
        identity.province_url, code, identity.outlet_name, identity.filing_number, identity.region_code
    )


class EnrolTerminal:
    """Makes this terminal known."""

    def __init__(
        self, store: Store, clock: Clock, environment: Environment, transport_to: Callable[[str], Transport]
    ) -> None:
        self._store = store
        self._clock = clock
        self._environment = environment
        self._transport_to = transport_to

    def __call__(self, form: EnrolmentForm) -> TerminalIdentity:
        """Who this terminal is now. Raises SyncError from the call, DomainError: FORM_INVALID, WRONG_ENVIRONMENT.

        FORM_INVALID names ``code`` when the province takes this PC for another terminal than it is.
        """
        with self._store.unit_of_work() as work:
            private_key = _signing_key(work.terminal.hash_key())
            known = work.terminal.identity()
        enrolment = self._enrolled(form, private_key)
        if enrolment.environment is not self._environment:
            raise DomainError(DomainFault.WRONG_ENVIRONMENT, enrolment.environment.value)
        identity = _identity(enrolment, form, private_key)
        if known is not None:
            if (known.terminal_id, known.issuer) != (identity.terminal_id, identity.issuer):
                raise DomainError(DomainFault.FORM_INVALID, "code")
            pinned = {**dict(known.receipt_keys), **dict(identity.receipt_keys)}
            identity = replace(identity, receipt_keys=tuple(pinned.items()))
        with self._store.unit_of_work() as work:
            work.terminal.save_identity(identity)
            details = {"terminal": identity.terminal_id, "issuer": identity.issuer}
            work.audit.append(AuditEntry(self._clock.now(), None, "enrolled", identity.terminal_id, details))
        return identity

    def _enrolled(self, form: EnrolmentForm, private_key: bytes) -> Enrolment:
        try:
            transport = self._transport_to(form.province_url)
        except ValueError as error:
            raise DomainError(DomainFault.FORM_INVALID, "province_url") from error
        try:
            outlet = OutletProfile(
                name=form.outlet_name,
                filing_number=form.filing_number,
                region_code=form.region_code,
                address=form.address,
            )
            return enrol(transport, form.code, TerminalKey.from_raw(private_key), outlet)
        except ValidationError as error:
            raise DomainError(
                DomainFault.FORM_INVALID, ".".join(str(part) for part in error.errors()[0]["loc"])
            ) from None
        finally:
            transport.close()


def _signing_key(store_secret: bytes) -> bytes:
    """A raw Ed25519 private key (RFC 8032: any 32 bytes), derived by HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=b"yanqi terminal signing key v1").derive(store_secret)


def _identity(enrolment: Enrolment, form: EnrolmentForm, private_key: bytes) -> TerminalIdentity:
    return TerminalIdentity(
        terminal_id=enrolment.terminal_id,
        outlet_id=enrolment.outlet_id,
        outlet_name=form.outlet_name,
        environment=enrolment.environment,
        province_url=form.province_url,
        province_name=enrolment.province_name,
        issuer=enrolment.issuer,
        receipt_keys=enrolment.receipt_keys,
        enrolled_at=enrolment.enrolled_at,
        private_key=private_key,
        region_code=form.region_code,
        filing_number=form.filing_number,
        sealing_key=enrolment.sealing_key,
    )
