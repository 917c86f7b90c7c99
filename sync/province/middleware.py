"""What holds for every answer, whoever gives it.

Invariants:
- ``Date`` is the province's clock, so that a terminal can tell its own skew; ``Cache-Control: no-store`` keeps personal
  data and receipts out of every cache; everything under the paths of evidence
  and bundles says its tus version.
- A request body is read to its end, within a bound, before an answer starts. Otherwise the server closes a connection
  with unread bytes, the network stack sends a reset, and the client loses the very answer that says why.
- An unexpected exception becomes a problem document, and a log line with the exception's class and place only.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from math import ceil

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.contract import ProblemCode
from sync.province.errors import Refusal
from sync.province.problems import problem_response
from sync.province.settings import Throttle
from sync.province.upload_headers import TUS_VERSION

EVIDENCE_PATH = "/v1/evidence"
BUNDLES_PATH = "/v1/bundles"
_MOST_UNREAD_BYTES = 64 * 1024 * 1024

log = logging.getLogger(__name__)


class StandardHeaders:
    """Puts the headers on that every answer carries. The outermost layer."""

    def __init__(self, app: ASGIApp, now: Callable[[], datetime]) -> None:
        self._app = app
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Date"] = format_datetime(self._now(), usegmt=True)
                headers["Cache-Control"] = "no-store"
                if str(scope["path"]).startswith((EVIDENCE_PATH, BUNDLES_PATH)):
                    headers["Tus-Resumable"] = TUS_VERSION
            await send(message)

        await self._app(scope, receive, send_with_headers)


class ReadBeforeAnswer:
    """Reads what is left of the request's body before the answer starts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read_to_end = False

        async def watched_receive() -> Message:
            nonlocal read_to_end
            message = await receive()
            read_to_end = message["type"] == "http.disconnect" or not message.get("more_body", False)
            return message

        async def send_after_body(message: Message) -> None:
            unread = 0
            while not read_to_end and unread < _MOST_UNREAD_BYTES:
                unread += len((await watched_receive()).get("body", b""))
            await send(message)

        await self._app(scope, watched_receive, send_after_body)


class Admission:
    """Asks before each request whether the province has to slow its terminals down."""

    def __init__(self, app: ASGIApp, admission: Callable[[], Throttle | None]) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        throttle = self._admission() if scope["type"] == "http" else None
        if throttle is None:
            await self._app(scope, receive, send)
        else:
            await problem_response(_throttled(throttle))(scope, receive, send)


class LastResort:
    """Answers what nobody expected, without telling the log or the client what was in the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except ClientDisconnect:
            log.info("client left in the middle of a request")
        except Exception as exc:  # the top of a request
            if scope["type"] != "http":
                raise
            log.error("unexpected %s at %s", type(exc).__name__, _place(exc))  # noqa: TRY400 - a message may hold data
            if not started:
                await problem_response(Refusal(ProblemCode.UNAVAILABLE, 500))(scope, receive, send)


def _throttled(throttle: Throttle) -> Refusal:
    match throttle.retry_after:
        case timedelta() as wait:
            retry_after = str(max(0, ceil(wait.total_seconds())))
        case datetime() as moment:
            retry_after = format_datetime(moment, usegmt=True)
    code = ProblemCode.THROTTLED if throttle.status == 429 else ProblemCode.UNAVAILABLE
    return Refusal(code, throttle.status, headers={"Retry-After": retry_after})


def _place(exc: BaseException) -> str:
    frames = traceback.extract_tb(exc.__traceback__)
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-5:]))
