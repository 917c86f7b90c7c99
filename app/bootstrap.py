"""The composition root without a screen: opens one terminal's house and closes it again.

Invariants:
- Only this module (and ``app.desktop`` for the window) knows the concrete classes.
- What was started last is stopped first; a thread that does not end in time is logged, never waited for for ever.
- A production house refuses simulated devices; training and production have separate folders, stores and keys.
"""

import hashlib
import logging
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.audit_ports import ChainCheck
from app.clock_jumps import ClockJumps
from app.counter_devices import DevicePlug, camera_plugs
from app.courtesy import CounterFirst
from app.domain.acceptance import ParcelState
from app.domain.outage import Filing
from app.domain.policy import Policy
from app.domain.reconciliation import MessageTally
from app.events import Event, EventBus, IncidentEvent, MessageQueued, OutageTold, SyncStatus
from app.evidence_allowance import DailyAllowance
from app.link_side import LinkSide
from app.paths import POLICY, Home
from app.policy_files import load_policy
from app.ports import Clock, ClockOffset, KeyStore, KeyStoreKind, TerminalIdentity
from app.purging import PurgeRunner
from app.rules_file import write_rules
from app.rules_in_force import copy_of, is_usable, rules_at_start
from app.settings import Settings, SettingsError, recorders_of
from app.storage.durable_files import make_folder
from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_source import StoreEvidenceSource
from app.storage.evidence_vault import FileVault
from app.storage.keys import EphemeralKeyStore, PassphraseKeyStore, SystemKeyStore, open_or_create_key
from app.storage.outbox import StoreOutbox
from app.storage.province_news import StoreChanges, StorePolicyPacks
from app.storage.store import EncryptedStore, store_exists
from app.storage.store_lock import LOCK_NAME, StoreLock
from app.storage.unsent import StoreSealingKey
from app.surveillance_watch import SurveillanceWatch
from app.system import SystemClock, TimeOrderedIds
from app.usecases.counter import Counter
from app.usecases.purge import PurgeExpired
from app.usecases.reconcile import Reconcile
from app.usecases.sweep_evidence import SweepEvidence
from devices.ports import DeviceKind
from sync.bundle.keys import SealingKeyErrand, SealingKeyVerifier
from sync.changes import ChangeKeys
from sync.engine import SyncEngine
from sync.errands import ChangesErrand, PolicyErrand
from sync.pace import Pace
from sync.policy import SyncPolicy
from sync.policy_packs import KnownPack, PackKeys
from sync.ports import Errand, ReceiptVerifier
from sync.receipts import PinnedKeys
from sync.runner import RunnerState, SyncPulse, SyncRunner
from sync.signing import TerminalKey
from sync.transport.http import HttpTransport
from sync.words import Environment

_log = logging.getLogger(__name__)

STOP_SECONDS = 5.0
DEFAULT_SYNC_POLICY = SyncPolicy()


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The store's key, and where it is kept."""

    key: bytes = field(repr=False)
    kept_in: KeyStoreKind


def find_store_key(home: Home, passphrase: str | None, *, may_begin_anew: bool = True) -> StoreKey:
    """The key of this home's store; made and kept when the store is new.

    A passphrase chooses the wrapped key file; without one the operating system's key store is used. Training mode goes
    on without either, with a key in memory and a store that begins anew; who only looks into a store says
    ``may_begin_anew=False``.

    Raises StorageError: KEY_STORE_MISSING, KEY_STORE_LOCKED, KEY_LOST, PASSPHRASE_WRONG, PASSPHRASE_TOO_SHORT, and
    STORE_LOCKED when another program works with the training store that would begin anew, or a terminal is moving in.
    """
    if passphrase is not None:
        return _key_from(key_store_of(home, passphrase), home)
    if home.wrapped_key.exists():
        raise StorageError(StorageFault.KEY_STORE_MISSING, "passphrase needed")
    try:
        return _key_from(key_store_of(home, None), home)
    except StorageError as error:
        if error.fault is not StorageFault.KEY_STORE_MISSING:
            raise
        was_in_memory = home.memory_key.exists()
        if store_exists(home.store) and not was_in_memory:
            # Its key lies in a key store that is not there just now (D-Bus not up yet): a new key would not open it.
            raise StorageError(StorageFault.KEY_STORE_LOCKED, "not there") from error
        if not may_begin_anew or home.environment is not Environment.TRAINING:
            raise
    _begin_anew(home)
    make_folder(home.folder)
    home.memory_key.touch()
    return _key_from(EphemeralKeyStore(), home)


def key_store_of(home: Home, passphrase: str | None) -> KeyStore:
    """Where this home's key is kept: wrapped under the passphrase, or without one in the operating system's store."""
    if passphrase is not None:
        return PassphraseKeyStore(home.wrapped_key, passphrase)
    return SystemKeyStore("yanqi", _account(home))


def _begin_anew(home: Home) -> None:
    """Take away a training store whose key was in memory, unless another program works with it."""
    if not home.store.is_dir():
        return
    with StoreLock(home.store):
        for file in home.store.iterdir():
            if file.name != LOCK_NAME:
                file.unlink()
        for folder in (home.evidence, home.province):
            shutil.rmtree(folder, ignore_errors=True)


def _key_from(key_store: KeyStore, home: Home) -> StoreKey:
    key = key_store.load()
    if key is None and not store_exists(home.store):
        # a terminal that is just moving in here brings its own key: never is one made beside it
        make_folder(home.store)
        with StoreLock(home.store):
            key = open_or_create_key(key_store, store_exists=store_exists(home.store))
    if key is None:
        raise StorageError(StorageFault.KEY_LOST)
    return StoreKey(key, key_store.kind)


def _account(home: Home) -> str:
    """One entry for each terminal folder, without its path in clear."""
    place = hashlib.sha256(str(home.root.resolve()).encode()).hexdigest()[:16]
    return f"{home.environment.value}-{place}"


class House:
    """One terminal's store, vault, rules and sync, ready for use cases. Made by :func:`open_house`."""

    def __init__(self, home: Home, settings: Settings, store: EncryptedStore, vault: FileVault, clock: Clock) -> None:
        self.home = home
        self.settings = settings
        self.store = store
        self.vault = vault
        self.clock = clock
        self.events = EventBus()
        self._shipped = load_policy(POLICY)
        now = self.clock.now()
        self.rules = rules_at_start(store, self._shipped, now=now, today=self.clock.local(now).date())
        self.policy: Policy = self.rules.policy
        self._write_rules()
        self._jumps = ClockJumps(self.clock)
        self._courtesy = CounterFirst(written=lambda: store.submit(_nothing).result())
        self._surveillance = SurveillanceWatch(store, self.clock, self.policy.surveillance, recorders_of(settings))
        self.counter = Counter(
            store,
            self.clock,
            TimeOrderedIds(),
            self.policy,
            self._jumps,
            self._courtesy.used,
            self._surveillance.channels,
            tells_cameras=settings.recorders_told,
        )
        self.outbox = StoreOutbox(store)
        self.evidence = StoreEvidenceSource(store, vault)
        self.link = LinkSide(self.counter, settings, self.events, self.home)
        self.link_watch = self.link.watch
        self._runner: SyncRunner | None = None
        self._purger: PurgeRunner | None = None
        self._stop_waking: Callable[[], None] = _nothing
        self._answered_at: datetime | None = None

    def identity(self) -> TerminalIdentity | None:
        """Who this terminal is; None before enrolment."""
        return self.store.submit(self._read_identity).result()

    def has_clerks(self) -> bool:
        """Whether anybody can sign in."""

        def look() -> bool:
            with self.store.unit_of_work() as work:
                return bool(work.clerks.all())

        return self.store.submit(look).result()

    def transport_to(self, province_url: str) -> HttpTransport:
        """An unsigned transport, for enrolment.

        Raises ValueError for plain HTTP beyond this PC, SettingsError for an unusable ``ca_file``.
        """
        return self._transport(province_url, None, None)

    def transport_of(self, identity: TerminalIdentity) -> HttpTransport:
        """In this terminal's name; the caller closes it. Raises SettingsError for an unusable ``ca_file``."""
        return self._transport(identity.province_url, identity.terminal_id, TerminalKey.from_raw(identity.private_key))

    def engine(self, identity: TerminalIdentity, policy: SyncPolicy = DEFAULT_SYNC_POLICY) -> SyncEngine:
        """A sync engine for this terminal. The caller closes it. Raises SettingsError for an unusable ``ca_file``."""
        transport = self.transport_of(identity)
        return SyncEngine(
            self.outbox,
            self.evidence,
            transport,
            _verifier_for(identity),
            clock=self.clock,
            rng=random.SystemRandom(),
            policy=policy,
            errands=lambda pace: self._errands(identity, transport, pace),
            allowance=self._allowance(),
            courtesy=self._courtesy,
        )

    def _allowance(self) -> DailyAllowance | None:
        limit = self.settings.evidence_mb_per_day
        if not limit:
            return None
        return DailyAllowance(self.home.traffic, limit * 1_000_000, lambda moment: self.clock.local(moment).date())

    def _errands(self, identity: TerminalIdentity, transport: HttpTransport, pace: Pace) -> tuple[Errand, ...]:
        """What the province is asked for beside sending: what it has to tell, its policy pack, its sealing key."""
        shipped = KnownPack(self._shipped.version, self._shipped.digest)
        packs = StorePolicyPacks(self.store, shipped, is_usable, self._rules_news)
        changes = StoreChanges(self.store, self.events.publish)
        keys = ChangeKeys(identity.issuer, identity.receipt_keys, outlet_id=identity.outlet_id)
        return (
            ChangesErrand(changes, transport, keys, pace),
            PolicyErrand(packs, transport, PackKeys(identity.issuer, identity.receipt_keys), pace),
            SealingKeyErrand(
                StoreSealingKey(self.store, self.clock),
                transport,
                SealingKeyVerifier(identity.issuer, identity.environment, identity.receipt_keys),
                pace,
            ),
        )

    def _rules_news(self, event: Event) -> None:
        """On the sync thread: a pack was taken or refused."""
        self._write_rules()
        self.events.publish(event)

    def _write_rules(self) -> None:
        """A copy for the window's next start and for ``doctor``; the rules themselves are in the store."""
        try:
            write_rules(self.home.rules, copy_of(self.rules, self.store, self._shipped.version))
        except OSError as error:
            _log.warning("the copy of the rules is not written: %s", type(error).__name__)

    def _transport(self, url: str, terminal_id: str | None, key: TerminalKey | None) -> HttpTransport:
        authority = Path(self.settings.ca_file) if self.settings.ca_file else None
        try:
            return HttpTransport(
                url, terminal_id, key, environment=self.home.environment, clock=self.clock, authority=authority
            )
        except OSError as error:
            raise SettingsError("ca_file") from error

    def start_sync(self, identity: TerminalIdentity) -> None:
        """Send in the background from now on; nothing happens when that is so already."""
        if self._runner is not None:
            return
        runner = SyncRunner(lambda: self.engine(identity), self._on_pulse, self.clock, pause=self.link.kept_pause())
        self._runner = runner
        self.link.attach(runner)

        def wake(event: Event) -> None:
            # an interruption is noticed because nothing gets through: its message goes with the next try
            noticed = isinstance(event, OutageTold) and event.filing is Filing.OPENED
            if isinstance(event, MessageQueued) and not noticed:
                # what is dangerous, frozen or a clerk's notice does not wait until the link is tried again by itself
                runner.wake(through_pause=isinstance(event, IncidentEvent | OutageTold))

        self._stop_waking = self.events.subscribe(wake)
        runner.start()

    def plugs(self) -> tuple[DevicePlug, ...]:
        """The devices of the settings."""
        before = ((DeviceKind.SCANNER, self.settings.scanner), (DeviceKind.ID_READER, self.settings.id_reader))
        after = ((DeviceKind.PERSON_CAMERA, self.settings.person_camera), (DeviceKind.SCALE, self.settings.scale))
        plug = [tuple(DevicePlug(kind, address) for kind, address in part if address) for part in (before, after)]
        return (*plug[0], *camera_plugs(self.settings), *plug[1])

    def check_audit(self) -> ChainCheck:
        """Walk the audit trail and the receipts: seconds for a large store."""

        def check() -> ChainCheck:
            with self.store.unit_of_work() as work:
                return work.audit.check()

        return self.store.submit(check).result()

    def reconcile(self) -> MessageTally:
        """Whether every message is accounted for; noted in the audit trail. Raises StorageError."""
        return self.store.submit(Reconcile(self.store, self.clock)).result()

    def end_shift(self) -> None:
        """The window closes: the books are checked. What does not balance is in the audit trail and in the log."""
        try:
            tally = self.reconcile()
        except StorageError as error:
            _log.warning("the outbox was not reconciled: %s", error.fault.value)
            return
        if not tally.balanced:
            _log.error("the outbox does not balance by %s", tally.difference)

    def purge(self) -> PurgeExpired:
        """What takes away what is over its term; never to be called on the store's thread."""
        return PurgeExpired(
            self.store, self.vault, self.clock, TimeOrderedIds(), self.policy, verifier_for=_verifier_for
        )

    def sweep(self) -> SweepEvidence:
        """What puts the evidence folder in order; never to be called on the store's thread."""
        return SweepEvidence(self.store, self.vault, self.clock)

    def start_purging(self) -> None:
        """Purge in the background from now on, in the counter's pauses; nothing happens when that is so already."""
        if self._purger is None:
            self._purger = PurgeRunner(self.purge(), self.sweep(), self._counter_is_empty)
            self._purger.start()

    def start_surveillance(self) -> None:
        """Ask the surveillance recorders from now on, where there are any. Once."""
        self._surveillance.start()

    def _counter_is_empty(self) -> bool:
        def look() -> bool:
            with self.store.unit_of_work() as work:
                return work.parcels.count(ParcelState.OPEN) == 0

        return self.store.submit(look).result()

    def send_now(self) -> None:
        """A person asks, or a network came up: try at once."""
        if self._runner is not None:
            self._runner.wake(through_pause=True)

    def stop(self) -> None:
        """Stop the threads that ask recorders, purge and sync, then the store."""
        self._stop_waking()
        self._courtesy.stop()
        self._surveillance.stop()
        if not self._surveillance.join(STOP_SECONDS):
            _log.warning("the surveillance thread did not end in %s s", STOP_SECONDS)
        if self._purger is not None:
            self._purger.stop()
            if not self._purger.join(STOP_SECONDS):
                _log.warning("the purging thread did not end in %s s", STOP_SECONDS)
            self._purger = None
        if self._runner is not None:
            self._runner.stop()
            if not self._runner.join(STOP_SECONDS):
                _log.warning("the sync thread did not end in %s s", STOP_SECONDS)
            self._runner = None
        self.store.close()

    def _read_identity(self) -> TerminalIdentity | None:
        with self.store.unit_of_work() as work:
            return work.terminal.identity()

    def _on_pulse(self, pulse: SyncPulse) -> None:
        report = pulse.report
        if pulse.state is RunnerState.STOPPED:
            return
        fresh = report is not None and report.answered and pulse.state is RunnerState.WAITING
        if fresh and report is not None and report.clock_offset_ms is not None:
            offset = ClockOffset(report.clock_offset_ms, report.finished_at)
            self.store.submit(lambda: self._save_offset(offset))
        fault = report.fault if report is not None else None
        if report is not None and report.answered:
            self._answered_at = report.finished_at
        status = SyncStatus(
            self.outbox.counts(),
            fault,
            self._answered_at,
            running=pulse.state is RunnerState.SENDING,
            stumbled=pulse.state is RunnerState.STUMBLED,
            evidence_held=report is not None and report.evidence_held,
            paused_until=pulse.paused_until,
            needs_person=report is not None and report.pause is not None and report.pause.needs_person,
            photo_bytes=report.evidence_bytes if fresh and report is not None else 0,
            photo_seconds=report.evidence_seconds if fresh and report is not None else 0.0,
        )
        self.events.publish(status)
        self.link_watch.sync(status)

    def _save_offset(self, offset: ClockOffset) -> None:
        with self.store.unit_of_work() as work:
            work.terminal.save_clock_offset(offset)
        self._jumps.compare()


def _verifier_for(identity: TerminalIdentity) -> ReceiptVerifier:
    return PinnedKeys(identity.issuer, identity.receipt_keys, terminal_id=identity.terminal_id)


def _nothing() -> None:
    """Nothing to undo, or to wait for but what was handed to a thread before."""


def open_house(home: Home, settings: Settings, key: bytes, clock: Clock | None = None) -> House:
    """Open the store (migrating it when it is older). Raises StorageError.

    Every time that this terminal writes or compares is ``clock``'s; without one, the PC's.
    """
    make_folder(home.folder)
    store = EncryptedStore(home.store, key, verifier_for=_verifier_for)
    store.open()
    try:
        # of a terminal that was to move in here and did not: with the store's lock held nobody is at it
        shutil.rmtree(home.incoming, ignore_errors=True)
        house = House(home, settings, store, FileVault(home.evidence, key), clock or SystemClock())
        house.outbox.recover(house.clock.now())
    except BaseException:
        store.close()
        raise
    return house
