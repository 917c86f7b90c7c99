"""The calls of the contract as HTTP routes.

Invariants:
- The event loop only reads and writes bytes; checking and storing happen on the province's own threads.
- A body is read whole, within its limit, before anything is believed: its digest is part of the signature.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sync.changes import MAX_CHANGE_PAGE, ChangePage
from sync.contract import MAX_BATCH_BYTES, MAX_RECEIPT_PAGE, BatchAnswer, EnrolmentAnswer, PolicyAnswer, ReceiptPage
from sync.province import documentation as doc
from sync.province.bodies import read_body
from sync.province.bundle_routes import add_bundles, add_sealing_key
from sync.province.evidence import Upload
from sync.province.middleware import EVIDENCE_PATH
from sync.province.policy_packs import PolicyBody
from sync.province.province import Province
from sync.province.settings import MAX_EVIDENCE_BYTES
from sync.province.signed_calls import LARGEST_CURSOR, NO_BODY, ProvinceOf, json_answer, on_a_thread, signed
from sync.province.terminals import Terminal
from sync.province.tus_routes import add_tus_options, add_tus_uploads, created
from sync.province.upload_headers import (
    check_version,
    upload_metadata,
    whole_number,
)

_MAX_ENROLMENT_BYTES = 64 * 1024


def routes(province_of: ProvinceOf) -> APIRouter:
    """All routes; the province is asked for at each request, so that the document can be made without one."""
    router = APIRouter()
    _add_enrolment(router, province_of)
    _add_messages(router, province_of)
    _add_receipts(router, province_of)
    _add_policy(router, province_of)
    _add_changes(router, province_of)
    _add_evidence(router, province_of)
    add_sealing_key(router, province_of)
    add_bundles(router, province_of)
    return router


def _add_enrolment(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.post("/v1/terminals", response_model=EnrolmentAnswer, **doc.ENROLMENT.for_route())
    async def enrol(request: Request) -> Response:
        body = await read_body(request, _MAX_ENROLMENT_BYTES)
        province = province_of()
        return json_answer(await on_a_thread(province, lambda: province.enrolment.enrol(body)))


def _add_messages(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.post("/v1/messages", response_model=BatchAnswer, **doc.MESSAGES.for_route())
    async def send_messages(request: Request) -> Response:
        encoding = request.headers.get("content-encoding", "")

        def take(province: Province, terminal: Terminal, body: bytes) -> BatchAnswer:
            return province.inbox.take(terminal, body, encoding)

        return json_answer(await signed(province_of(), request, MAX_BATCH_BYTES, take))


def _add_receipts(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.get("/v1/receipts", response_model=ReceiptPage, **doc.RECEIPTS.for_route())
    async def receipts(
        request: Request,
        after: Annotated[int, Query(ge=0, le=LARGEST_CURSOR)] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_RECEIPT_PAGE)] = MAX_RECEIPT_PAGE,
    ) -> Response:
        def page(province: Province, terminal: Terminal, _body: bytes) -> ReceiptPage:
            return province.book.page(terminal.terminal_id, after, limit)

        return json_answer(await signed(province_of(), request, NO_BODY, page))


def _add_policy(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.get("/v1/policy", response_model=PolicyAnswer, **doc.POLICY.for_route())
    async def policy(request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        accepted = request.headers.get("accept-encoding", "")

        def newest(province: Province, _terminal: Terminal, _body: bytes) -> PolicyBody:
            return province.policy.answer(known, accepted)

        found = await signed(province_of(), request, NO_BODY, newest)
        headers = {"ETag": found.etag, "Vary": "Accept-Encoding"}
        if found.content is None:
            return Response(status_code=304, headers=headers)
        if found.encoding:
            headers["Content-Encoding"] = found.encoding
        return Response(found.content, headers=headers, media_type="application/json")


def _add_changes(router: APIRouter, province_of: ProvinceOf) -> None:
    @router.get("/v1/changes", response_model=ChangePage, **doc.CHANGES.for_route())
    async def changes(
        request: Request,
        cursor: Annotated[int, Query(ge=0, le=LARGEST_CURSOR)] = 0,
        limit: Annotated[int, Query(ge=1, le=MAX_CHANGE_PAGE)] = MAX_CHANGE_PAGE,
    ) -> Response:
        def page(province: Province, terminal: Terminal, _body: bytes) -> ChangePage:
            return province.changes.page(terminal.outlet_id, cursor, limit)

        return json_answer(await signed(province_of(), request, NO_BODY, page))


def _add_evidence(router: APIRouter, province_of: ProvinceOf) -> None:
    add_tus_options(router, EVIDENCE_PATH, MAX_EVIDENCE_BYTES, doc.EVIDENCE_OPTIONS)

    @router.post(EVIDENCE_PATH, status_code=201, **doc.EVIDENCE_CREATION.for_route())
    async def create_upload(request: Request) -> Response:
        check_version(request.headers)

        def create(province: Province, terminal: Terminal, _body: bytes) -> Upload:
            metadata = upload_metadata(request.headers.get("upload-metadata", ""))
            length = whole_number(request.headers, "upload-length")
            return province.evidence.create(terminal, length, metadata)

        return created(EVIDENCE_PATH, await signed(province_of(), request, NO_BODY, create))

    add_tus_uploads(router, province_of, EVIDENCE_PATH, lambda province: province.evidence, doc.EVIDENCE_CHUNK)
