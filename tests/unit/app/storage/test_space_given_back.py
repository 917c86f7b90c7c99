"""What is purged frees the disk, and leaves nothing to be read."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.domain.retention_rules import RetentionClass
from tests.support.builders import YUNNAN_NUMBER
from tests.support.retention_house import KEY, PICTURE, RetentionHouse, term

PAGE = 4096
SALT, IV, MAC = 16, 16, 64
PERSONAL = ("测试甲".encode(), YUNNAN_NUMBER.encode(), b"13800138000")


def decrypted(store_file: Path) -> bytes:
    """Every page as SQLCipher 4 has it in memory, free ones and the unused parts too."""
    written = store_file.read_bytes()
    pages = []
    for start in range(0, len(written), PAGE):
        page = written[start : start + PAGE]
        end = PAGE - IV - MAC
        cipher = Cipher(AES256(KEY), CBC(page[end : end + IV])).decryptor()
        pages.append(cipher.update(page[SALT if start == 0 else 0 : end]) + cipher.finalize())
    return b"".join(pages)


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_the_files_on_the_disk_get_smaller(tmp_path: Path) -> None:
    house = RetentionHouse(tmp_path)
    for number in range(1, 60):
        house.deliver(house.accept(number, files=0), house.clock.now())
    house.deliver(house.accept(60), house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    house.on_store(house.store.checkpoint)
    store_before, all_before = house.store_file.stat().st_size, folder_bytes(tmp_path)

    house.purged()

    assert house.run(lambda unit: unit.space.free_pages()) == 0
    assert house.store_file.stat().st_size < 0.8 * store_before
    assert folder_bytes(tmp_path) < all_before - len(PICTURE)
    assert house.audit_holds()
    house.close()


def test_whoever_holds_the_key_finds_nothing_in_any_page(tmp_path: Path) -> None:
    house = RetentionHouse(tmp_path)
    for number in range(1, 6):
        house.deliver(house.accept(number), house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    house.on_store(house.store.checkpoint)
    assert all(found in decrypted(house.store_file) for found in PERSONAL)

    house.purged()

    assert house.store_file.with_name("store.db-wal").stat().st_size == 0
    left = decrypted(house.store_file)
    assert b"acceptance-1" in left
    assert not any(found in left for found in PERSONAL)
    house.close()
