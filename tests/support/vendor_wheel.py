"""A vendor's decoder as a technician installs it: a module and its dist-info in a folder."""

from pathlib import Path

from devices.portraits.contract import GROUP


def install_decoder(folder: Path, source: str, *, name: str = "vendor", group: str = GROUP) -> Path:
    """Write the distribution ``name`` 1.0 whose callable ``decode`` is in ``source``. Answer the folder."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}_decoder.py").write_text(source, encoding="utf-8")
    about = folder / f"{name}_decoder-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-decoder\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{group}]\n{name} = {name}_decoder:decode\n", encoding="utf-8")
    return folder
