"""The tus calls that files and bundles have in common (core, options, termination, checksum), as HTTP routes.

Invariants:
- A chunk is written only after its signature, offset and checksum were found right.
- ``X-HTTP-Method-Override`` (tus core) is ignored: the method is signed.
"""

from collections.abc import Callable
from typing import Protocol

from fastapi import APIRouter, Request, Response

from sync.province import documentation as doc
from sync.province.documentation import RouteDoc
from sync.province.errors import Refusal
from sync.province.province import Province
from sync.province.settings import MAX_CHUNK_BYTES
from sync.province.signed_calls import NO_BODY, ProvinceOf, signed
from sync.province.terminals import Terminal
from sync.province.upload_headers import CHECKSUMS, CHUNK_TYPE, TUS_EXTENSIONS, TUS_VERSION, check_version, whole_number
from sync.words import ProblemCode


class TusUpload(Protocol):
    """An upload and how far it is, in bytes."""

    @property
    def upload_id(self) -> str:
        """Its name on the wire."""

    @property
    def size(self) -> int:
        """Of the whole file."""

    @property
    def offset(self) -> int:
        """What is safe."""


class TusDesk(Protocol):
    """Who takes the bytes. Each raises Refusal."""

    def upload(self, terminal: Terminal, upload_id: str, /) -> TusUpload:
        """How far an upload is."""

    def append(self, terminal: Terminal, upload_id: str, offset: int, chunk: bytes, checksum: str | None, /) -> int:
        """Take a chunk; returns the new offset."""

    def remove(self, terminal: Terminal, upload_id: str, /) -> None:
        """Give an upload up."""


DeskOf = Callable[[Province], TusDesk]


def add_tus_options(router: APIRouter, path: str, largest: int, described: RouteDoc) -> None:
    """``OPTIONS``: what this server can do; ``largest`` file in bytes."""

    @router.options(path, status_code=204, **described.for_route())
    async def tus_options() -> Response:
        return Response(
            status_code=204,
            headers={
                "Tus-Version": TUS_VERSION,
                "Tus-Extension": TUS_EXTENSIONS,
                "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
                "Tus-Max-Size": str(largest),
            },
        )


def created(path: str, upload: TusUpload) -> Response:
    """The answer to a creation."""
    # Relative, so that it is right behind a proxy that ends TLS.
    location = f"{path}/{upload.upload_id}"
    return Response(status_code=201, headers={"Location": location, "Upload-Offset": str(upload.offset)})


def add_tus_uploads(
    router: APIRouter, province_of: ProvinceOf, path: str, desk_of: DeskOf, chunk_described: RouteDoc
) -> None:
    """``HEAD``, ``PATCH`` and ``DELETE`` of the uploads under ``path``."""
    upload_path = path + "/{upload_id}"

    @router.head(upload_path, status_code=200, **doc.EVIDENCE_OFFSET.for_route())
    async def upload_offset(request: Request, upload_id: str) -> Response:
        check_version(request.headers)

        def find(province: Province, terminal: Terminal, _body: bytes) -> TusUpload:
            return desk_of(province).upload(terminal, upload_id)

        upload = await signed(province_of(), request, NO_BODY, find)
        return Response(headers={"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)})

    @router.patch(upload_path, status_code=204, **chunk_described.for_route())
    async def upload_chunk(request: Request, upload_id: str) -> Response:
        check_version(request.headers)
        if request.headers.get("content-type") != CHUNK_TYPE:
            raise Refusal(ProblemCode.UNSUPPORTED_ENCODING, 415, "Content-Type")
        offset = whole_number(request.headers, "upload-offset")
        checksum = request.headers.get("upload-checksum")

        def append(province: Province, terminal: Terminal, chunk: bytes) -> int:
            return desk_of(province).append(terminal, upload_id, offset, chunk, checksum)

        new_offset = await signed(province_of(), request, MAX_CHUNK_BYTES, append)
        return Response(status_code=204, headers={"Upload-Offset": str(new_offset)})

    @router.delete(upload_path, status_code=204, **doc.EVIDENCE_TERMINATION.for_route())
    async def terminate_upload(request: Request, upload_id: str) -> Response:
        check_version(request.headers)

        def remove(province: Province, terminal: Terminal, _body: bytes) -> None:
            desk_of(province).remove(terminal, upload_id)

        await signed(province_of(), request, NO_BODY, remove)
        return Response(status_code=204)
