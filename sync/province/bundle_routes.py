"""The calls for sealed bundles as HTTP routes: the key, tus for the parts, what became of them, their receipts.

Invariants:
- As for evidence: a chunk is written only after its signature, offset and checksum were found right.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sync.bundle.header import MAX_BUNDLE_BYTES
from sync.contract import BundleStatus, ReceiptPage, SealingKeyAnswer
from sync.province import documentation as doc
from sync.province.bundles import BundleUpload
from sync.province.errors import Refusal
from sync.province.middleware import BUNDLES_PATH
from sync.province.province import Province
from sync.province.receipts import MAX_PAGE
from sync.province.settings import MAX_CHUNK_BYTES
from sync.province.signed_calls import LARGEST_CURSOR, NO_BODY, ProvinceOf, json_answer, signed
from sync.province.terminals import Terminal
from sync.province.upload_headers import (
    CHECKSUMS,
    CHUNK_TYPE,
    TUS_EXTENSIONS,
    TUS_VERSION,
    bundle_sha256,
    check_version,
    whole_number,
)
from sync.words import ProblemCode

_UPLOAD_PATH = BUNDLES_PATH + "/{upload_id}"


def add_sealing_key(router: APIRouter, province_of: ProvinceOf) -> None:
    """``GET /v1/sealing-key``."""

    @router.get("/v1/sealing-key", response_model=SealingKeyAnswer, **doc.SEALING_KEY.for_route())
    async def sealing_key(request: Request) -> Response:
        def answer(province: Province, _terminal: Terminal, _body: bytes) -> SealingKeyAnswer:
            return province.sealing.answer()

        return json_answer(await signed(province_of(), request, NO_BODY, answer))


def add_bundles(router: APIRouter, province_of: ProvinceOf) -> None:
    """Everything under ``/v1/bundles``."""
    _add_creation(router, province_of)
    _add_uploads(router, province_of)
    _add_outcome(router, province_of)


def _add_creation(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.options(BUNDLES_PATH, status_code=204, **doc.BUNDLE_OPTIONS.for_route())
    async def tus_options() -> Response:
        headers = {
            "Tus-Version": TUS_VERSION,
            "Tus-Extension": TUS_EXTENSIONS,
            "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
            "Tus-Max-Size": str(MAX_BUNDLE_BYTES),
        }
        return Response(status_code=204, headers=headers)

    @router.post(BUNDLES_PATH, status_code=201, **doc.BUNDLE_CREATION.for_route())
    async def create_bundle(request: Request) -> Response:
        check_version(request.headers)

        def create(province: Province, carrier: Terminal, _body: bytes) -> BundleUpload:
            digest = bundle_sha256(request.headers.get("upload-metadata", ""))
            return province.bundles.create(carrier, whole_number(request.headers, "upload-length"), digest)

        upload = await signed(province_of(), request, NO_BODY, create)
        location = f"{BUNDLES_PATH}/{upload.upload_id}"
        return Response(status_code=201, headers={"Location": location, "Upload-Offset": str(upload.offset)})


def _add_uploads(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.head(_UPLOAD_PATH, status_code=200, **doc.EVIDENCE_OFFSET.for_route())
    async def bundle_offset(request: Request, upload_id: str) -> Response:
        check_version(request.headers)

        def find(province: Province, carrier: Terminal, _body: bytes) -> BundleUpload:
            return province.bundles.upload(carrier, upload_id)

        upload = await signed(province_of(), request, NO_BODY, find)
        return Response(headers={"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)})

    @router.patch(_UPLOAD_PATH, status_code=204, **doc.BUNDLE_CHUNK.for_route())
    async def bundle_chunk(request: Request, upload_id: str) -> Response:
        check_version(request.headers)
        if request.headers.get("content-type") != CHUNK_TYPE:
            raise Refusal(ProblemCode.UNSUPPORTED_ENCODING, 415, "Content-Type")
        offset = whole_number(request.headers, "upload-offset")
        checksum = request.headers.get("upload-checksum")

        def append(province: Province, carrier: Terminal, chunk: bytes) -> int:
            return province.bundles.append(carrier, upload_id, offset, chunk, checksum)

        new_offset = await signed(province_of(), request, MAX_CHUNK_BYTES, append)
        return Response(status_code=204, headers={"Upload-Offset": str(new_offset)})

    @router.delete(_UPLOAD_PATH, status_code=204, **doc.EVIDENCE_TERMINATION.for_route())
    async def terminate_bundle(request: Request, upload_id: str) -> Response:
        check_version(request.headers)

        def remove(province: Province, carrier: Terminal, _body: bytes) -> None:
            province.bundles.remove(carrier, upload_id)

        await signed(province_of(), request, NO_BODY, remove)
        return Response(status_code=204)


def _add_outcome(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.get(_UPLOAD_PATH, response_model=BundleStatus, **doc.BUNDLE_STATUS.for_route())
    async def bundle_status(request: Request, upload_id: str) -> Response:
        def status(province: Province, carrier: Terminal, _body: bytes) -> BundleStatus:
            return province.bundles.status(carrier, upload_id)

        return json_answer(await signed(province_of(), request, NO_BODY, status))

    @router.get(_UPLOAD_PATH + "/receipts", response_model=ReceiptPage, **doc.BUNDLE_RECEIPTS.for_route())
    async def bundle_receipts(
        request: Request,
        upload_id: str,
        after: Annotated[int, Query(ge=0, le=LARGEST_CURSOR)] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = MAX_PAGE,
    ) -> Response:
        def page(province: Province, carrier: Terminal, _body: bytes) -> ReceiptPage:
            return province.bundles.receipts(carrier, upload_id, after, limit)

        return json_answer(await signed(province_of(), request, NO_BODY, page))
