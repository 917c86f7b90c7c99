"""Rows as a recogniser gives them, written down by hand."""

from devices.documents.reading import TextRow

HEIGHT = 40.0


def row(text: str, left: float, top: float, *, confidence: float = 0.99, height: float = HEIGHT) -> TextRow:
    """A row whose characters all have the same width and confidence."""
    width = sum(height * (0.5 if sign.isascii() else 1.0) for sign in text)
    quad = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    count = max(1, len(text))
    places = tuple((place + 0.5) / count for place in range(len(text)))
    return TextRow(text, confidence, quad, (confidence,) * len(text), places)


NUMBER = "53010219900307123"
VALID = "530102199003071238"

RESIDENT = (
    row("姓名", 70, 90),
    row("样例甲", 190, 88),
    row("性别女", 70, 180),
    row("民族 彝", 350, 180),
    row("出生", 70, 270),
    row("1990年3月7日", 190, 268),
    row("住址", 70, 360),
    row("云南省昆明市五华区样例路", 190, 358),
    row("民族路12号样例小区3幢", 190, 424),
    row("座", 190, 490),
    row("公民身份号码", 70, 670),
    row(VALID, 400, 668),
)
