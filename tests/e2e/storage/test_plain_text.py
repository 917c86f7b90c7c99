"""Nothing that identifies a person can be found in any file of the store, while it is open and after."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.customer import Customer
from app.domain.identity.sender import Guardian, Principal
from app.domain.sending import NameCheck, Sending, WaybillName
from app.people_ports import CarrierOrder, KnownSender
from app.storage.evidence_vault import FileVault
from app.storage.store import STORE_NAME, EncryptedStore
from app.storage.unit_of_work import StoreUnit
from tests.support import builders
from tests.support.stored_records import RecordMaker

KEY = bytes(range(32))
NAME, NUMBER, PHONE = "司徒样本", "530102199003071238", "13812345678"
ADDRESS, CLERK_NAME, OUTLET = "样例省样例市不存在路七十七号", "收寄员样本", "样例网点"
WAYBILL, PICTURE = "YT0000000000001", "照片里写着的字"
COMPANY, RESPONSIBLE, OFFICE_PHONE = "不存在样例花卉公司", "负责人样本", "08715550123"
ORDER_NAME, SENDING_ADDRESS, PRINCIPAL = "订单上的样本", "寄件样例街八十八号", "委托人样本"
GUARDIAN, TYPED_NAME = "监护人样本", "面单上的样本"
KNOWN = (
    *(NAME, NUMBER, PHONE, ADDRESS, CLERK_NAME, OUTLET, WAYBILL, PICTURE, "resident_card", "CREATE TABLE"),
    *(COMPANY, RESPONSIBLE, OFFICE_PHONE, ORDER_NAME, SENDING_ADDRESS, PRINCIPAL, GUARDIAN, TYPED_NAME),
)
PERSONAL = tuple(text for text in KNOWN if text not in {WAYBILL, "resident_card"})
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def person() -> Parcel:
    document = builders.document(name=NAME, number=NUMBER, address=ADDRESS)
    return builders.parcel(sender=builders.sender(document=document, phone=PHONE))


def customer() -> Customer:
    return builders.customer(name=COMPANY, responsible_name=RESPONSIBLE, phone=OFFICE_PHONE)


def company() -> Parcel:
    """Everybody who can come with a parcel."""
    return replace(
        person(),
        parcel_id="company",
        sending=Sending.ENTRUSTED,
        sender=builders.sender(address=SENDING_ADDRESS),
        principal=Principal(builders.document(name=PRINCIPAL), "family"),
        guardian=Guardian(builders.document(name=GUARDIAN), builders.NOON),
        customer=customer(),
        waybill_name=WaybillName(NameCheck.TYPED, agrees=False, checked_at=builders.NOON, name=TYPED_NAME),
    )


def fill(unit: StoreUnit) -> None:
    """One of everything that holds personal data, and a parcel that was saved and discarded again."""
    maker = RecordMaker()
    maker.acceptance(1, parcel=person()).write(unit)
    maker.refusal(2).write(unit)
    unit.clerks.add(Clerk(ClerkNumber("1001"), CLERK_NAME, "hash"))
    unit.senders.remember(KnownSender("hash", PHONE, "food", builders.NOON, address=SENDING_ADDRESS))
    unit.customers.save(customer(), clerk=builders.CLERK, at=builders.NOON)
    unit.orders.add([CarrierOrder(WAYBILL, ORDER_NAME)], builders.NOON)
    unit.parcels.save(company())
    unit.terminal.save_identity(replace(builders.terminal_identity(), outlet_name=OUTLET))
    unit.parcels.save(replace(person(), parcel_id="open", state=ParcelState.OPEN))
    unit.parcels.save(replace(person(), parcel_id="gone", state=ParcelState.OPEN))


def found_in_clear(folder: Path) -> list[tuple[str, str]]:
    """Known texts in any file or file name under ``folder``."""
    found: list[tuple[str, str]] = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for text in KNOWN:
            if text in path.name or any(text.encode(encoding) in content for encoding in ENCODINGS):
                found.append((path.name, text))  # noqa: PERF401 # a comprehension of this depth reads badly
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_the_search_would_find_plain_text(folder: Path) -> None:
    (folder / "a").write_bytes(b"\0\1" + NAME.encode("utf-16-le"))
    (folder / PHONE).touch()

    assert sorted(found_in_clear(folder)) == [(PHONE, PHONE), ("a", NAME)]


def test_no_file_of_the_store_holds_plain_text(folder: Path) -> None:
    vault = FileVault(folder / "evidence", KEY)
    with EncryptedStore(folder / "store", KEY) as store:
        store.run(fill)
        store.run(lambda unit: unit.parcels.save(replace(person(), parcel_id="gone", state=ParcelState.DISCARDED)))
        vault.store("photo-1", PICTURE.encode() * 1000, "image/jpeg")
        names = {path.name for path in folder.rglob("*") if path.is_file()}
        assert {STORE_NAME, f"{STORE_NAME}-wal", "photo-1.evidence"} <= names
        assert (folder / "store" / f"{STORE_NAME}-wal").stat().st_size > 0
        assert found_in_clear(folder) == []
    assert found_in_clear(folder) == []


def test_a_copy_from_before_a_migration_holds_no_plain_text(folder: Path) -> None:
    from tests.migration.test_migrations import ADD_NOTES, SHIPPED

    with EncryptedStore(folder, KEY) as store:
        store.run(fill)
    with EncryptedStore(folder, KEY, migrations=(*SHIPPED, ADD_NOTES)):
        assert len(list(folder.glob("store-before-*.db"))) == 1
        assert found_in_clear(folder) == []


def test_no_repr_and_no_error_tells_who_it_is() -> None:
    record = RecordMaker().acceptance(1, parcel=person())

    order, known = CarrierOrder(WAYBILL, ORDER_NAME), KnownSender("hash", PHONE, "food", builders.NOON, ADDRESS)
    for value in (record, record.acceptance, record.message, person(), company(), customer(), order, known):
        assert not [text for text in PERSONAL if text in repr(value)]
