"""What a technician is told when an account may not use a device."""

import os
import sys
from pathlib import Path

import pytest

from devices.rights import MissingRight, missing_right, right_for, usb_identity_of
from devices.usb_identity import UsbIdentity

CH340 = UsbIdentity(0x1A86, 0x7523)


@pytest.mark.parametrize(
    ("node", "mode", "group", "identity", "expected"),
    [
        (
            "/dev/ttyACM0",
            0o20660,
            "dialout",
            CH340,
            ("dialout", 'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", TAG+="uaccess"'),
        ),
        # its number may be the clerk's keyboard at the next start
        ("/dev/input/event7", 0o20660, "input", None, ("input", "")),
        (
            "/dev/hidraw3",
            0o20600,
            "root",
            CH340,
            ("", 'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", TAG+="uaccess"'),
        ),
        (
            # its group may write, and is root
            "/dev/bus/usb/001/007",
            0o20664,
            "root",
            CH340,
            ("", 'SUBSYSTEM=="usb", ATTR{idVendor}=="1a86", ATTR{idProduct}=="7523", TAG+="uaccess"'),
        ),
        # a group that may only read is no help
        ("/dev/ttyS0", 0o20640, "dialout", None, ("", 'KERNEL=="ttyS0", TAG+="uaccess"')),
    ],
)
def test_a_group_where_one_helps_and_a_rule_for_the_device(
    node: str, mode: int, group: str, identity: UsbIdentity | None, expected: tuple[str, str]
) -> None:
    assert right_for(node, mode, group, identity) == MissingRight(node, *expected)


def test_a_devices_identity_stands_at_a_parent_of_its_node(tmp_path: Path) -> None:
    device = tmp_path / "devices" / "usb1" / "1-2"
    function = device / "1-2:1.0" / "input" / "input9"
    function.mkdir(parents=True)
    (device / "idVendor").write_text("0c2e\n", encoding="ascii")
    (device / "idProduct").write_text("0b61\n", encoding="ascii")
    named = tmp_path / "class" / "input" / "event9"
    named.mkdir(parents=True)
    (named / "device").symlink_to(function)
    assert usb_identity_of("/dev/input/event9", tmp_path / "class") == UsbIdentity(0x0C2E, 0x0B61)
    assert usb_identity_of("/dev/input/event8", tmp_path / "class") is None


if sys.platform != "win32":  # nodes have owners on POSIX only
    import grp

    def test_a_node_is_looked_at_behind_its_other_names(tmp_path: Path) -> None:
        node, name = tmp_path / "ttyACM0", tmp_path / "usb-scanner"
        node.touch(mode=0o660)
        os.chmod(node, 0o660)  # noqa: PTH101 - whatever the umask took away
        name.symlink_to(node)
        group = grp.getgrgid(node.stat().st_gid).gr_name

        denied = missing_right(str(name), may_use=lambda _node: False)

        assert denied is not None
        assert (denied.node, denied.group) == (str(node), "" if group == "root" else group)
        assert missing_right(str(name)) is None
        assert missing_right(str(tmp_path / "gone"), may_use=lambda _node: False) is None
