"""Colours and sizes: a calm theme and a high-contrast one.

Invariants:
- Every pair of text and ground in ``Palette.text_pairs`` has a contrast of 4.5 : 1 at least (WCAG 2.2, 1.4.3); a test
  computes it. Colour never carries a meaning alone: an icon's shape and a word always say the same.
- All sizes follow the system's font; nothing to press is smaller than 44 pixels (WCAG 2.2, 2.5.5).
- The style sheet is a file with ``@names``; a name that this module does not know is an error.
"""

import re
from dataclasses import asdict, dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import screen_families
from ui.resource_files import QSS

TOUCH_TARGET: Final = 44
_NAME: Final = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by what they are for. ``*_soft`` are grounds for text in the colour of the same name."""

    ground: str
    surface: str
    field: str
    line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    calm: str
    calm_soft: str
    bar: str
    on_bar: str
    bar_muted: str
    training: str
    on_training: str
    focus: str

    def text_pairs(self) -> list[tuple[str, str]]:
        """Every (text, ground) pair that the style sheet and the widgets draw."""
        plain = [(text, ground) for text in (self.text, self.muted) for ground in (self.ground, self.surface)]
        toned = [(getattr(self, tone), getattr(self, f"{tone}_soft")) for tone in ("good", "warn", "bad", "calm")]
        on_surface = [(getattr(self, tone), self.surface) for tone in ("accent", "good", "warn", "bad", "calm")]
        on_chosen = [(getattr(self, tone), self.accent_soft) for tone in ("good", "warn", "bad", "muted")]
        return [
            *plain,
            *on_chosen,
            *toned,
            *on_surface,
            (self.text, self.field),
            (self.muted, self.field),
            (self.accent, self.accent_soft),
            (self.text, self.accent_soft),
            (self.on_accent, self.accent),
            (self.on_accent, self.accent_hover),
            (self.on_bar, self.bar),
            (self.bar_muted, self.bar),
            (self.on_training, self.training),
        ]


CALM: Final = Palette(
    ground="#edf0f4",
    surface="#ffffff",
    field="#f6f8fa",
    line="#c8d0d9",
    text="#17212c",
    muted="#516070",
    accent="#0b5394",
    accent_hover="#094478",
    accent_soft="#e3eefa",
    on_accent="#ffffff",
    good="#12663a",
    good_soft="#e0f3e8",
    warn="#7a4a00",
    warn_soft="#fff0d1",
    bad="#a51d1d",
    bad_soft="#fce6e6",
    calm="#44515f",
    calm_soft="#e4e9ee",
    bar="#14283d",
    on_bar="#ffffff",
    bar_muted="#b4c3d3",
    training="#6a1f8a",
    on_training="#ffffff",
    focus="#c46a00",
)

HIGH_CONTRAST: Final = Palette(
    ground="#000000",
    surface="#000000",
    field="#000000",
    line="#ffffff",
    text="#ffffff",
    muted="#e0e0e0",
    accent="#ffe600",
    accent_hover="#fff27a",
    accent_soft="#1a1a00",
    on_accent="#000000",
    good="#4cff88",
    good_soft="#00240f",
    warn="#ffc94d",
    warn_soft="#2b1d00",
    bad="#ff9c9c",
    bad_soft="#330000",
    calm="#e0e0e0",
    calm_soft="#1f1f1f",
    bar="#000000",
    on_bar="#ffffff",
    bar_muted="#e0e0e0",
    training="#ff8cff",
    on_training="#000000",
    focus="#00e5ff",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels, all from the system font's size (12 pixels on an ordinary screen make 16-pixel body text)."""

    small: int
    body: int
    title: int
    large: int
    number: int
    huge: int
    gap: int
    touch: int
    icon: int


def sizes_for(system_pixels: int) -> Sizes:
    """The sizes for a system font of that many pixels."""
    body = round(system_pixels * 4 / 3)
    return Sizes(
        small=round(body * 0.875),
        body=body,
        title=round(body * 1.125),
        large=round(body * 1.375),
        number=round(body * 1.75),
        huge=round(body * 2.25),
        gap=max(8, body // 2),
        touch=max(TOUCH_TARGET, round(body * 2.75)),
        icon=round(body * 1.375),
    )


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette with sizes. One per window, handed to every widget that paints for itself."""

    palette: Palette
    sizes: Sizes

    def style_sheet(self) -> str:
        """The style sheet with every name filled in. Raises KeyError for an unknown name."""
        values = {name: str(value) for name, value in asdict(self.palette).items()}
        values |= {f"{name}_px": f"{value}px" for name, value in asdict(self.sizes).items()}
        template = (QSS / "yanqi.qss").read_text(encoding="utf-8")
        return _NAME.sub(lambda match: values[match[1]], template)


def theme_for(application: QApplication, *, high_contrast: bool) -> Theme:
    """The theme that suits the system's font size."""
    pixels = QFontInfo(application.font()).pixelSize()
    return Theme(HIGH_CONTRAST if high_contrast else CALM, sizes_for(pixels))


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application this theme's font and palette.

    The style sheet belongs to the window (``Shell``): an application's own is worked out anew for a whole part each
    time that it is put into another one, which took three quarters of the time in which the pages are built.
    """
    font = QFont(application.font())
    families = screen_families()
    if families:
        font.setFamilies([*families, font.family()])
    font.setPixelSize(theme.sizes.body)
    if application.style().objectName() != "fusion":  # set again it would dress every widget there is anew
        application.setStyle("Fusion")  # the platform's own styles ignore half of the sheet
    application.setFont(font)
    application.setPalette(_qt_palette(theme.palette))


def contrast(text: str, ground: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.ground,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.field,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.text,
    }
    qt = QPalette()
    for role, colour in roles.items():
        qt.setColor(role, QColor(colour))
    return qt
