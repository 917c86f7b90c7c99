"""Where things lie on this PC.

Invariants:
- Training and production never share a folder, a store or a key.
- ``YANQI_HOME`` moves everything (tests, several terminals on one PC).
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from sync.words import Environment

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
POLICY = RESOURCES / "policy"
FACE_MODELS = RESOURCES / "models" / "faces"


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one terminal."""

    root: Path
    environment: Environment

    @property
    def folder(self) -> Path:
        """Everything of this environment."""
        return self.root / self.environment.value

    @property
    def store(self) -> Path:
        """The encrypted store."""
        return self.folder / "store"

    @property
    def evidence(self) -> Path:
        """The encrypted evidence files."""
        return self.folder / "evidence"

    @property
    def incoming(self) -> Path:
        """A terminal from another PC while it is put together; nothing of it counts before it is in place."""
        return self.folder / "incoming"

    @property
    def province(self) -> Path:
        """The embedded province of training mode."""
        return self.folder / "province"

    @property
    def plug_ins(self) -> Path:
        """What a technician installed beside the program, such as a portrait decoder (a wheel, unpacked)."""
        return self.folder / "plug-ins"

    @property
    def logs(self) -> Path:
        """Redacted log files."""
        return self.folder / "logs"

    @property
    def wrapped_key(self) -> Path:
        """The store key under a passphrase, when the PC has no key store."""
        return self.folder / "key.json"

    @property
    def memory_key(self) -> Path:
        """A mark, nothing more: this training store's key lived in memory and is gone."""
        return self.folder / "key-in-memory"

    @property
    def rules(self) -> Path:
        """A copy of the rules in force, for the window and for ``doctor``; no secrets."""
        return self.folder / "rules.json"

    @property
    def traffic(self) -> Path:
        """How much evidence went out today, where that is counted."""
        return self.folder / "traffic.json"

    @property
    def device_health(self) -> Path:
        """When the last record of the devices was made, and the sum of those that got no message; no secrets."""
        return self.folder / "device-health.json"

    @property
    def settings(self) -> Path:
        """The technician's settings; no secrets."""
        return self.folder / "settings.json"


def find_home(environment: Environment) -> Home:
    """From ``YANQI_HOME``, else the user's data folder of this operating system."""
    chosen = os.environ.get("YANQI_HOME")
    root = Path(chosen) if chosen else platformdirs.user_data_path("yanqi", appauthor=False)
    return Home(root, environment)
