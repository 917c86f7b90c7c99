"""Certificate authorities and server certificates for tests, made on the spot."""

import asyncio
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class _Authority:
    """One certificate authority."""

    def __init__(self, name: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _certificate(self.name, self.name, self.key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        builder = builder.add_extension(_signs_certificates(), critical=True)
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False
        )
        self.certificate = builder.sign(self.key, hashes.SHA256())

    def issue(
        self, address: str, key: ec.EllipticCurvePrivateKey, begins: timedelta, ends: timedelta
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = _certificate(subject, self.name, key.public_key(), begins, ends)
        builder = builder.add_extension(names, critical=False).add_extension(own, critical=False)
        return builder.sign(self.key, hashes.SHA256())


@contextmanager
def tls_front(target: tuple[str, int], context: ssl.SSLContext) -> Iterator[tuple[str, int]]:
    """Ends TLS in front of a plain server, on loopback; gives the address."""

    async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError):
                while block := await source.read(64 * 1024):
                    sink.write(block)
                    await sink.drain()
        finally:
            sink.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection(*target)
        try:
            await asyncio.gather(pass_on(reader, forth), pass_on(back, writer))
        finally:
            writer.transport.abort()
            forth.transport.abort()

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0, ssl=context))
    address = server.sockets[0].getsockname()
    thread = threading.Thread(target=loop.run_forever, name="tls-front")
    thread.start()
    try:
        yield str(address[0]), int(address[1])
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await server.wait_closed()
    # a TLS connection says goodbye in turns of the loop
    for _ in range(3):
        await asyncio.sleep(0)


class TlsHouse:
    """Two authorities; server contexts come from the first. Files lie in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours = _Authority("ours")
        self.authority = self._written("ours.pem", self._ours.certificate)
        self.other_authority = self._written("other.pem", _Authority("other").certificate)

    def server(self, address: str = "127.0.0.1", *, begins: timedelta = -DAY, ends: timedelta = DAY) -> ssl.SSLContext:
        """A server context with a certificate for this address; ``begins`` and ``ends`` are from now on."""
        key = ec.generate_private_key(ec.SECP256R1())
        path = self._folder / f"{address}.pem"
        path.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + self._ours.issue(address, key, begins, ends).public_bytes(Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _written(self, name: str, certificate: x509.Certificate) -> Path:
        path = self._folder / name
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
        return path


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    begins: timedelta = -DAY,
    ends: timedelta = DAY,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
    )


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
