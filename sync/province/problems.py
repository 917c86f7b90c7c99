"""Every error is answered as problem details (RFC 9457), FastAPI's own ones too.

Invariants:
- ``code`` is one of the contract's ProblemCode values; ``title`` is the status phrase (RFC 9110).
- Nothing of the request is repeated but a JSON pointer.
"""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sync.contract import Problem, ProblemCode
from sync.province.errors import ProvinceError, Refusal
from sync.province.json_pointer import pointer_to
from sync.province.upload_headers import CHECKSUM_MISMATCH

MEDIA_TYPE = "application/problem+json"
_RETRY_SECONDS = "10"


def problem_response(refusal: Refusal) -> Response:
    """The answer to a refused request."""
    problem = Problem(
        title=_title(refusal.status),
        status=refusal.status,
        code=refusal.code.value,
        detail=refusal.detail,
        pointer=refusal.pointer,
    )
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, refusal.status, dict(refusal.headers), MEDIA_TYPE)


def unavailable() -> Refusal:
    """The province cannot work just now."""
    return Refusal(ProblemCode.UNAVAILABLE, 503, headers={"Retry-After": _RETRY_SECONDS})


def install(app: FastAPI) -> None:
    """Answer all known exceptions with problem details."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(ProvinceError, _on_province_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)


def _title(status: int) -> str:
    return "Checksum Mismatch" if status == CHECKSUM_MISMATCH else HTTPStatus(status).phrase


async def _on_refusal(_request: Request, exc: Exception) -> Response:
    if not isinstance(exc, Refusal):
        raise exc
    return problem_response(exc)


async def _on_province_error(_request: Request, _exc: Exception) -> Response:
    return problem_response(unavailable())


async def _on_http_exception(_request: Request, exc: Exception) -> Response:
    if not isinstance(exc, HTTPException):
        raise exc
    code = ProblemCode.NOT_FOUND if exc.status_code == HTTPStatus.NOT_FOUND else ProblemCode.MALFORMED
    return problem_response(Refusal(code, exc.status_code, headers=exc.headers or {}))


async def _on_invalid_request(_request: Request, exc: Exception) -> Response:
    if not isinstance(exc, RequestValidationError):
        raise exc
    first = exc.errors()[0]
    pointer = pointer_to(*first["loc"])
    return problem_response(Refusal(ProblemCode.MALFORMED, 422, str(first["type"]), pointer=pointer))
