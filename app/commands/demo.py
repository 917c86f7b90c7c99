"""``demo --parcels N --out DIR``: the main job without a screen; report and pictures in DIR."""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import NO, YES, answer, complain
from app.paths import Home
from app.settings import Settings
from sync.words import Environment

if TYPE_CHECKING:
    from app.demonstration.weak_link import WeakLink
    from app.desktop import Desktop

LINKS = ("good", "flaky", "offline-then-good")
DRAIN_SECONDS = 120.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--parcels", type=int, default=20, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--link", choices=LINKS, default="good")
    parser.add_argument("--language", choices=["zh_CN", "en"], default="zh_CN")
    parser.add_argument("--size", default="1366x768", help="of the window, for the pictures")


def run(arguments: argparse.Namespace) -> int:
    """0 only if every acceptance has a verified receipt and every photo arrived with the right digest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="yanqi-demo-") as folder:
        return _demonstrate(arguments, Home(Path(folder), Environment.TRAINING))


def _demonstrate(arguments: argparse.Namespace, home: Home) -> int:
    from PySide6.QtWidgets import QApplication

    from app.demonstration.clerk import ScriptedClerk
    from app.demonstration.plan import plan
    from app.demonstration.report import proof, written
    from app.demonstration.watching import NothingHappenedError, watch_until
    from app.demonstration.weak_link import WeakLink
    from app.desktop import Desktop
    from app.qt_messages import log_qt_messages
    from app.training import TrainingWorld
    from ui.language import Translators, language_named

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication is needed")
    log_qt_messages()
    Translators(application).use(language_named(arguments.language))
    width, _, height = arguments.size.partition("x")
    with TrainingWorld(home.province, seed=arguments.seed) as world, WeakLink(world.province.url) as link:
        world.reach_province_at(link.url)
        settings = Settings(silent=True, language=arguments.language)
        # a demonstration leaves nothing in the PC's key store
        desktop = Desktop(application, home, settings, world=world, passphrase=secrets.token_urlsafe(24))
        clerk = ScriptedClerk(desktop, world, arguments.out, arguments.seed)
        desktop.listen_to_keys(clerk.heard)
        try:
            desktop.shell.resize(int(width), int(height))
            desktop.show(maximized=False)
            clerk.sign_in()
            _set_link(link, arguments.link)
            for number, planned in enumerate(plan(arguments.parcels, arguments.seed)):
                clerk.take_in(planned, pictured=number in {0, 2})
            clerk.show_panels()
            if arguments.link == "offline-then-good":
                clerk.shot("offline")
                link.heal()
            house = desktop.ready().house
            house.send_now()
            began = time.perf_counter()
            watch_until(lambda: _drained(desktop), "everything delivered", seconds=DRAIN_SECONDS)
            drained_ms = (time.perf_counter() - began) * 1000
            clerk.show_records()
            result = proof(house, home.province / "evidence")
        except NothingHappenedError as error:
            clerk.shot("stuck")
            complain(str(error))
            answer({"problem": "stuck", "waiting_for": error.what})
            return NO
        finally:
            desktop.close()
    report = written(result, clerk, link=arguments.link, seed=arguments.seed, drained_ms=drained_ms)
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    (arguments.out / "report.json").write_text(text, encoding="utf-8")
    answer(report)
    return YES if result.holds(arguments.parcels) else NO


def _drained(desktop: "Desktop") -> bool:
    counts = desktop.ready().house.outbox.counts()
    return counts.waiting == counts.evidence_waiting == 0


def _set_link(link: "WeakLink", kind: str) -> None:
    if kind == "flaky":
        link.weaken()
    elif kind == "offline-then-good":
        link.cut()
