"""The calls for sealed bundles as HTTP routes: the key, tus for the parts, what became of them, their receipts.

Invariants:
- The carrier of a bundle sees its own uploads only, and of their content numbers and signed receipts.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sync.bundle.header import MAX_BUNDLE_BYTES
from sync.contract import MAX_RECEIPT_PAGE, BundleStatus, ReceiptPage, SealingKeyAnswer
from sync.province import documentation as doc
from sync.province.bundles import BundleUpload
from sync.province.middleware import BUNDLES_PATH
from sync.province.province import Province
from sync.province.signed_calls import LARGEST_CURSOR, NO_BODY, ProvinceOf, json_answer, signed
from sync.province.terminals import Terminal
from sync.province.tus_routes import add_tus_options, add_tus_uploads, created
from sync.province.upload_headers import (
    bundle_sha256,
    check_version,
    whole_number,
)

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
    add_tus_options(router, BUNDLES_PATH, MAX_BUNDLE_BYTES, doc.BUNDLE_OPTIONS)
    _add_creation(router, province_of)
    add_tus_uploads(router, province_of, BUNDLES_PATH, lambda province: province.bundles, doc.BUNDLE_CHUNK)
    _add_outcome(router, province_of)


def _add_creation(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.post(BUNDLES_PATH, status_code=201, **doc.BUNDLE_CREATION.for_route())
    async def create_bundle(request: Request) -> Response:
        check_version(request.headers)

        def create(province: Province, carrier: Terminal, _body: bytes) -> BundleUpload:
            digest = bundle_sha256(request.headers.get("upload-metadata", ""))
            return province.bundles.create(carrier, whole_number(request.headers, "upload-length"), digest)

        return created(BUNDLES_PATH, await signed(province_of(), request, NO_BODY, create))


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
        limit: Annotated[int, Query(ge=1, le=MAX_RECEIPT_PAGE)] = MAX_RECEIPT_PAGE,
    ) -> Response:
        def page(province: Province, carrier: Terminal, _body: bytes) -> ReceiptPage:
            return province.bundles.receipts(carrier, upload_id, after, limit)

        return json_answer(await signed(province_of(), request, NO_BODY, page))
