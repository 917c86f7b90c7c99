"""The reference province for sync tests, in one folder and with its switches in the test's hand."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings, Throttle, everybody


def province_in(folder: Path, admission: Callable[[], Throttle | None] = everybody) -> EmbeddedProvince:
    """A training province on loopback; use it as a context manager."""
    return EmbeddedProvince(ProvinceSettings.in_folder(folder, admission=admission))


def address_of(province: EmbeddedProvince) -> tuple[str, int]:
    """Where a proxy finds it."""
    parts = urlsplit(province.url)
    return parts.hostname or "", parts.port or 0
