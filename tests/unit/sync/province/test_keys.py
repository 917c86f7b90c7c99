import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.keys import DOCUMENT_KEY_FILE, KEY_FILE, load_or_make_document_key, load_or_make_key


def test_the_key_stays_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = load_or_make_key(tmp_path / "new")
    assert load_or_make_key(tmp_path / "new").public == first.public
    if sys.platform != "win32":
        assert (tmp_path / "new" / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_of_many_who_make_it_at_once_all_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {key.kid for key in pool.map(lambda _: load_or_make_key(tmp_path), range(8))}
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_the_secret_does_not_show(tmp_path: Path) -> None:
    key = load_or_make_key(tmp_path)
    assert repr(key) == f"ReceiptKey(kid={key.kid})"


def _x25519() -> bytes:
    return X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.mark.parametrize("content", [b"", b"not a key", _x25519()])
def test_a_damaged_key_file_is_an_error_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(ProvinceError) as caught:
        load_or_make_key(tmp_path)
    assert caught.value.fault is ProvinceFault.KEY_UNREADABLE
    assert (tmp_path / KEY_FILE).read_bytes() == content


def test_the_document_key_stays_with_its_folder_and_does_not_show(tmp_path: Path) -> None:
    first = load_or_make_document_key(tmp_path)
    assert load_or_make_document_key(tmp_path).hash_of("passport", "E1") == first.hash_of("passport", "E1")
    assert load_or_make_document_key(tmp_path / "other").hash_of("passport", "E1") != first.hash_of("passport", "E1")
    assert first.hash_of("passport_cn", "E1") != first.hash_of("passport", "E1")
    assert repr(first) == "DocumentKey()"
    if sys.platform != "win32":
        assert (tmp_path / DOCUMENT_KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_document_key_of_another_length_is_an_error(tmp_path: Path) -> None:
    (tmp_path / DOCUMENT_KEY_FILE).write_bytes(b"short")
    with pytest.raises(ProvinceError) as caught:
        load_or_make_document_key(tmp_path)
    assert caught.value.fault is ProvinceFault.KEY_UNREADABLE
