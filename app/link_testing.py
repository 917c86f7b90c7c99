"""Puts a link test together: with the terminal's own name and keys, or in nobody's name before it is enrolled."""

from pathlib import Path

from app.bootstrap import House
from app.domain.errors import DomainError, DomainFault
from app.ports import Clock
from app.settings import Settings, SettingsError
from sync.receipts import PinnedKeys
from sync.signing import TerminalKey
from sync.transport.link_probe import ProbedTerminal, ProvinceProbe
from sync.words import Environment


def probe_of(house: House) -> ProvinceProbe:
    """For this terminal's province. Not on the store's thread.

    Raises DomainError(NOT_ENROLLED), StorageError, SettingsError for an unusable ``ca_file``.
    """
    identity = house.identity()
    if identity is None:
        raise DomainError(DomainFault.NOT_ENROLLED)
    terminal = ProbedTerminal(
        terminal_id=identity.terminal_id,
        key=TerminalKey.from_raw(identity.private_key),
        verifier=PinnedKeys(identity.issuer, identity.receipt_keys, terminal_id=identity.terminal_id),
        cursor=house.outbox.receipt_cursor(),
    )
    return _probe(identity.province_url, terminal, house.home.environment, house.clock, house.settings)


def probe_at(url: str, environment: Environment, clock: Clock, settings: Settings) -> ProvinceProbe:
    """For a province at that address, in nobody's name.

    Raises ValueError for an address that must not be used, SettingsError for an unusable ``ca_file``.
    """
    return _probe(url, None, environment, clock, settings)


def _probe(
    url: str, terminal: ProbedTerminal | None, environment: Environment, clock: Clock, settings: Settings
) -> ProvinceProbe:
    authority = Path(settings.ca_file) if settings.ca_file else None
    try:
        return ProvinceProbe(url, terminal, environment=environment, clock=clock, authority=authority)
    except OSError as error:
        raise SettingsError("ca_file") from error
