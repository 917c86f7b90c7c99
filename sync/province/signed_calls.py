"""What the routes have in common: the signature before the work, and the work off the event loop.

Invariants:
- A body is read whole, within its limit, before anything is believed: its digest is part of the signature.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

from sync.province.bodies import read_body
from sync.province.province import Province
from sync.province.signatures import WireRequest
from sync.province.terminals import Terminal

NO_BODY = 0
LARGEST_CURSOR = 2**53 - 1

ProvinceOf = Callable[[], Province]
_Result = TypeVar("_Result")


async def signed(
    province: Province, request: Request, limit: int, work: Callable[[Province, Terminal, bytes], _Result]
) -> _Result:
    """Read the body, then check the signature and work on one of the province's threads."""
    wire = WireRequest(request.method, _target(request), request.headers, await read_body(request, limit))
    return await on_a_thread(province, lambda: work(province, province.gate.admit(wire), wire.body))


async def on_a_thread(province: Province, work: Callable[[], _Result]) -> _Result:
    """Work on one of the province's threads."""
    return await asyncio.get_running_loop().run_in_executor(province.workers, work)


def json_answer(answer: BaseModel) -> Response:
    """The model as the body."""
    return Response(answer.model_dump_json(), media_type="application/json")


def _target(request: Request) -> str:
    """The raw path and query, as they were signed."""
    raw_path = request.scope.get("raw_path") or request.url.path.encode()
    query = request.scope["query_string"]
    return bytes(raw_path).decode("latin-1") + (f"?{bytes(query).decode('latin-1')}" if query else "")
