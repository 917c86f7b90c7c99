"""What the larger pages get of the window's ports.

Invariants:
- Nothing is made here but what a page is handed: no widget, no thread.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.domain.clerk import Clerk
from ui.screens.acceptance.actions import CounterPorts
from ui.screens.acceptance.label_paper import PrintedLabels, RawLabels
from ui.screens.devices.actions import DevicesPorts
from ui.screens.incidents.actions import IncidentPorts
from ui.screens.outages.actions import OutagePorts
from ui.screens.outages.paper import OutagePaper
from ui.screens.province_news.actions import NewsPorts
from ui.screens.repair.actions import RepairPorts
from ui.screens.statistics.actions import StatisticsPorts
from ui.screens.statistics.tables import ExportTables
from ui.screens.sync.actions import SyncPorts
from ui.tones import Tone
from ui.window_ports import WindowPorts


class ClerkPage(Protocol):
    """A page that knows who works here."""

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody does."""

    def locked(self) -> None:
        """Nobody does any more."""


def counter_ports(
    ports: WindowPorts, ask_path: Callable[[str], Path | None], bell: Callable[[Tone], None]
) -> CounterPorts:
    """Of the counter. ``ask_path`` opens the dialog for a label that goes into a file."""
    return CounterPorts(
        actions=ports.actions,
        policy=ports.policy,
        store_tasks=ports.store_tasks,
        cpu_tasks=ports.cpu_tasks,
        reading_tasks=ports.reading_tasks,
        capture=ports.capture,
        goods_search=ports.goods_search,
        examiner=ports.examiner,
        sender=ports.sender,
        local=ports.clock.local,
        now=ports.clock.now,
        label_paper=PrintedLabels(ports.clock.local, ports.paper, ask_path),
        label_printer=RawLabels(ports.clock.local, ports.label_printer) if ports.label_printer is not None else None,
        bell=bell,
        on_key=ports.on_key,
    )


def incident_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> IncidentPorts:
    """Of incidents and frozen waybills."""
    return IncidentPorts(
        actions=ports.incidents,
        policy=ports.policy,
        store_tasks=ports.store_tasks,
        cpu_tasks=ports.cpu_tasks,
        capture=ports.capture,
        local=ports.clock.local,
        now=ports.clock.now,
        bell=bell,
    )


def statistics_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> StatisticsPorts:
    """Of the statistics."""
    local = ports.clock.local
    return StatisticsPorts(
        actions=ports.statistics,
        store_tasks=ports.store_tasks,
        file_tasks=ports.cpu_tasks,
        worded=ExportTables(ports.policy, local),
        today=lambda: local(ports.clock.now()).date(),
        bell=bell,
    )


def outage_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> OutagePorts:
    """Of interruptions."""
    local = ports.clock.local
    return OutagePorts(
        actions=ports.outages,
        policy=ports.policy,
        store_tasks=ports.store_tasks,
        sheets=OutagePaper(ports.policy, local),
        paper=ports.paper,
        now=ports.clock.now,
        local=local,
        bell=bell,
    )


def repair_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> RepairPorts:
    """Of what the province returned."""
    return RepairPorts(ports.repairs, ports.policy, ports.store_tasks, ports.clock.local, bell)


def news_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> NewsPorts:
    """Of the province's news."""
    return NewsPorts(
        actions=ports.news,
        store_tasks=ports.store_tasks,
        now=ports.clock.now,
        local=ports.clock.local,
        bell=bell,
    )


def sync_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> SyncPorts:
    """Of the way to the province."""
    return SyncPorts(
        actions=ports.sync,
        store_tasks=ports.store_tasks,
        link_tasks=ports.link_tasks,
        now=ports.clock.now,
        local=ports.clock.local,
        bell=bell,
    )


def devices_ports(ports: WindowPorts, bell: Callable[[Tone], None]) -> DevicesPorts:
    """Of what is plugged in."""
    return DevicesPorts(
        actions=ports.devices,
        keys=ports.keys.keys,
        device_tasks=ports.device_tasks,
        cpu_tasks=ports.cpu_tasks,
        now=ports.clock.now,
        local=ports.clock.local,
        bell=bell,
    )
