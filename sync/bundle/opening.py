"""Opens a part at the province: its clear header is ours, its seal opens with one of our keys, records come out.

Invariants:
- Nothing is taken from a part before it was read to its end and its signature checked (:func:`verified_head`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.bundle.errors import BundleError
from sync.bundle.header import END_BYTES, BundlePart, read_header, reading, require_province
from sync.bundle.records import BundleHead, Record, Signature, records
from sync.bundle.sealing import opened_chunks
from sync.words import BundleFault, Environment

KeyOf = Callable[[str], X25519PrivateKey | None]
"""The province's private key with that id; None for one that it does not have."""


class BundleOpener:
    """Opens the bundles of one province."""

    def __init__(self, issuer: str, environment: Environment, key_of: KeyOf) -> None:
        self._issuer = issuer
        self._environment = environment
        self._key_of = key_of

    def records(self, path: Path, part: BundlePart) -> Iterator[Record]:
        """The records of a part that was found whole; the signature is not checked here.

        Raises BundleError: OTHER_PROVINCE, OTHER_ENVIRONMENT, UNKNOWN_KEY, DAMAGED, UNREADABLE.
        """
        with reading(path) as file:
            opened = read_header(file)
            require_province(opened.header, issuer=self._issuer, environment=self._environment)
            key = self._key_of(opened.header.kid)
            if key is None:
                raise BundleError(BundleFault.UNKNOWN_KEY)
            body_size = part.size - len(opened.raw) - END_BYTES
            yield from records(opened_chunks(file, body_size, key, opened.raw), opened.raw)

    def verified_head(
        self, path: Path, part: BundlePart, terminal_key: Callable[[BundleHead], Ed25519PublicKey]
    ) -> BundleHead:
        """Read the part to its end; whose it is, once its signature was found right.

        Raises BundleError as :meth:`records`, BAD_SIGNATURE, and what ``terminal_key`` raises.
        """
        head = verified = None
        for record in self.records(path, part):
            match record:
                case BundleHead():
                    head = record
                case Signature(signature, words) if head is not None:
                    try:
                        terminal_key(head).verify(signature, words)
                    except InvalidSignature as error:
                        raise BundleError(BundleFault.BAD_SIGNATURE) from error
                    verified = head
                case _:
                    continue
        if verified is None:
            raise BundleError(BundleFault.DAMAGED, "records")
        return verified
