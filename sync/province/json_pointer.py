"""JSON pointers (RFC 6901) to the member that a model refused.

Invariants:
- The reason is pydantic's error type (``string_too_short``): its message and input may hold personal data.
"""

from pydantic import ValidationError


def pointer_to(*parts: str | int) -> str:
    """The pointer to a member, escaped as RFC 6901 wants it."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def first_error(error: ValidationError, *prefix: str) -> tuple[str, str]:
    """The pointer to the first refused member, and the reason as a code."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return pointer_to(*prefix, *first["loc"]), first["type"]
