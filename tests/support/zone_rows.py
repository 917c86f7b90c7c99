"""OCR rows of a machine-readable zone, as a recogniser would hand them out."""

from datetime import date

from devices.documents.reading import Quad, TextRow

TODAY = date(2026, 11, 26)

LINE_PITCH = 50.0
LINE_HEIGHT = 30.0
CHARACTER_WIDTH = 20.0


def quad_at(line: float, first: int, characters: int) -> Quad:
    """Where ``characters`` stand on the line, from character number ``first`` on."""
    left, right = first * CHARACTER_WIDTH, (first + characters) * CHARACTER_WIDTH
    top, bottom = line * LINE_PITCH, line * LINE_PITCH + LINE_HEIGHT
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def rows_of(*lines: str) -> list[TextRow]:
    """One row for each line, one below the other."""
    return [TextRow(text, 0.9, quad_at(number, 0, len(text))) for number, text in enumerate(lines)]


def printed(*texts: str) -> list[TextRow]:
    """Rows of the printed zone, well above the machine-readable one."""
    return [TextRow(text, 0.9, quad_at(number - 20, 0, len(text))) for number, text in enumerate(texts)]
