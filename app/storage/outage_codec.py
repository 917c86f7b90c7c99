"""What a clerk tells about an outage, as versioned JSON for the columns ``form``."""

import json
from typing import Final

from app.domain.outage import OutageForm, OutageScope
from app.storage.errors import StorageError, StorageFault
from app.storage.members import Members

VERSION: Final = 1


def encoded_form(form: OutageForm) -> bytes:
    """The form for its column."""
    members = {
        "version": VERSION,
        "cause": form.cause,
        "scope": form.scope.value,
        "measures": form.measures,
        "words": form.words,
        "expected_end": form.expected_end and form.expected_end.isoformat(),
    }
    return json.dumps(members, separators=(",", ":")).encode("ascii")


def decoded_form(kept: bytes) -> OutageForm:
    """The form out of its column. Raises StorageError(STORE_CORRUPT)."""
    try:
        members = Members(json.loads(kept))
        if members.integer("version") != VERSION:
            raise StorageError(StorageFault.STORE_CORRUPT, "form version")
        return OutageForm(
            cause=members.optional_text("cause"),
            scope=OutageScope(members.text("scope")),
            measures=members.texts("measures"),
            words=members.text("words"),
            expected_end=members.optional_moment("expected_end"),
        )
    except (ValueError, KeyError, TypeError):
        # The cause would quote a clerk's words.
        raise StorageError(StorageFault.STORE_CORRUPT, "form") from None


def encoded_signs(signs: tuple[str, ...]) -> str:
    """Codes for the column ``signs``."""
    return json.dumps(signs, separators=(",", ":"))


def decoded_signs(kept: str) -> tuple[str, ...]:
    """The codes out of their column. Raises StorageError(STORE_CORRUPT)."""
    try:
        return Members({"signs": json.loads(kept)}).texts("signs")
    except (ValueError, TypeError):
        raise StorageError(StorageFault.STORE_CORRUPT, "signs") from None
