"""People who do not exist, of any age, with numbers that hold together; and how a counter meets them."""

from datetime import date

from stdnum.iso7064 import mod_11_2

from app.domain.identity.document import DocumentType
from app.usecases.documents import TypedDocument
from devices.documents.reading import DocumentReading, FieldName, FieldReading, PictureKind, PictureProblem, ReadingWay
from devices.ports import CardLayout, CardRead, CardText, Sex
from tests.support.builders import NOON, YUNNAN_NUMBER

CHILD_BORN = date(2014, 5, 1)
"""Twelve at the builders' noon."""
YOUNG_BORN = date(2011, 5, 1)
"""Fifteen."""
ADULT_BORN = date(1985, 5, 1)


def number_of(born: date, serial: int = 123, region: str = "530102") -> str:
    """A resident's number with its check digit; an odd ``serial`` is a man's."""
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    return body + mod_11_2.calc_check_digit(body)


def card_of(born: date, name: str, serial: int = 123, address: str = "云南省昆明市五华区样例路9号") -> CardRead:
    """A resident card in force, from the reader, whose chip and number agree."""
    text = CardText(
        layout=CardLayout.RESIDENT,
        name=name,
        number=number_of(born, serial),
        sex=Sex.MALE if serial % 2 else Sex.FEMALE,
        birth_date=born,
        address=address,
        issuer="样例市公安局",
        valid_from=date(2024, 1, 1),
        valid_to=date(2029, 1, 1) if born > date(2008, 1, 1) else date(2044, 1, 1),
    )
    return CardRead(text, b"WL" + bytes(1022), "sim:reader", NOON, 1.0)


def typed(
    number: str = YUNNAN_NUMBER, name: str = "测试甲", reason: str = "chip_dead", **others: object
) -> TypedDocument:
    """A resident card that a clerk typed."""
    whole: dict[str, object] = {"document_type": DocumentType.RESIDENT_CARD, "valid_to": date(2040, 1, 1), **others}
    return TypedDocument(number=number, name=name, reason=reason, **whole)  # type: ignore[arg-type] # real members


def border_card(name: str = "样例乙", number: str = "BM20260001") -> TypedDocument:
    """A border resident card: of the open class, typed, and in need of a supervisor's word."""
    return typed(number, name, "no_chip", document_type=DocumentType.OTHER, other_kind="border_resident_card")


def reading(
    kind: PictureKind = PictureKind.RESIDENT_CARD,
    *,
    doubtful: tuple[FieldName, ...] = (),
    portrait: bytes | None = b"\xff\xd8 portrait",
    problems: tuple[PictureProblem, ...] = (),
    way: ReadingWay = ReadingWay.OCR,
    **values: str | None,
) -> DocumentReading:
    """The builders' card in a picture; ``values`` change its fields by name, None leaves one out."""
    said: dict[str, str | None] = {
        "name": "测试甲",
        "number": YUNNAN_NUMBER,
        "sex": "male",
        "birth_date": "1990-03-07",
        "address": "云南省昆明市五华区样例路1号",
        **values,
    }
    fields = {
        FieldName(name): FieldReading(value, 0.99, FieldName(name) in doubtful)
        for name, value in said.items()
        if value is not None
    }
    return DocumentReading(kind, way, fields, {}, problems, portrait, NOON)
