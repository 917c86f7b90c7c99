"""Valid objects with one override each. Every person here is invented; numbers are specimens or computed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.identity.document import DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import Finding, Found, Inspection, Photo, PhotoRole
from app.domain.policy import Policy
from app.domain.sending import NameCheck, WaybillName
from app.domain.waybill import Waybill
from app.policy_files import load_policy
from app.ports import TerminalIdentity
from sync.words import Environment

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
"""Noon at the counter."""
TODAY = date(2026, 11, 20)
CLERK = ClerkNumber("1001")
YUNNAN_NUMBER = "530102199003071238"
CREDIT_CODE = "91530102MA0000001R"
"""Invented; its check character is right."""
POLICY_FOLDER = Path(__file__).parents[2] / "resources" / "policy"


@cache
def policy() -> Policy:
    """The shipped pack; read once, since nothing can change it."""
    return load_policy(POLICY_FOLDER)


def document(**changes: object) -> IdentityDocument:
    """A resident card, read from its chip, in force."""
    whole = IdentityDocument(
        document_type=DocumentType.RESIDENT_CARD,
        number=YUNNAN_NUMBER,
        name="测试甲",
        sex=Sex.MALE,
        birth_date=date(1990, 3, 7),
        address="云南省昆明市五华区样例路1号",
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
        source=ReadingSource.CHIP,
        read_at=NOON,
        portrait_id="portrait-1",
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # the caller names real members


def sender(**changes: object) -> Sender:
    """A sender with everything."""
    whole = Sender(document=document(), phone="13800138000", same_person=SamePerson(CLERK, NOON))
    return replace(whole, **changes)  # type: ignore[arg-type] # same


def photo(evidence_id: str = "photo-1", role: PhotoRole = PhotoRole.CONTENTS, **changes: object) -> Photo:
    """A picture, of the contents if nothing else is said."""
    whole = Photo(evidence_id, role, "ab" * 32, 100_000, "image/jpeg", NOON)
    return replace(whole, **changes)  # type: ignore[arg-type] # same


def inspection(**changes: object) -> Inspection:
    """An inspection that lacks nothing: food, seen, found to match, sealed."""
    photos = (photo(), photo("photo-2", PhotoRole.SEALED_PARCEL))
    whole = Inspection("food", 1, photos, inspected_by=CLERK, found=Found(Finding.MATCHES, CLERK, NOON))
    return replace(whole, **changes)  # type: ignore[arg-type] # same


def parcel(**changes: object) -> Parcel:
    """A parcel that lacks nothing."""
    whole = Parcel(
        parcel_id="parcel-1",
        opened_by=CLERK,
        opened_at=NOON,
        waybill=Waybill("YT8962646785389", "yto"),
        sender=sender(),
        inspection=inspection(),
        waybill_name=WaybillName(NameCheck.SEEN, agrees=True, checked_at=NOON, clerk=CLERK),
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # same


def customer(**changes: object) -> Customer:
    """An agreement customer whose agreement is in force."""
    whole = Customer(
        customer_id="customer-1",
        kind=CustomerKind.AGREEMENT,
        name="云岭花卉样例公司",
        initials="YLHHYLGS",
        credit_code=CREDIT_CODE,
        responsible_name="样例甲",
        phone="13800138001",
        responsible_copy="copy-1",
        agreement=Agreement("XY-2026-001", date(2026, 1, 1), date(2027, 12, 31), Filing.FILED),
    )
    return replace(whole, **changes)  # type: ignore[arg-type] # same


def terminal_identity() -> TerminalIdentity:
    """An enrolled training terminal."""
    return TerminalIdentity(
        terminal_id="terminal-1",
        outlet_id="outlet-1",
        outlet_name="样例网点",
        filing_number="53010020260001",
        environment=Environment.TRAINING,
        province_url="http://127.0.0.1:1",
        province_name="演练省系统",
        issuer="training-province",
        receipt_keys=(("key-1", "A" * 43),),
        enrolled_at=NOON,
        private_key=bytes(32),
    )
