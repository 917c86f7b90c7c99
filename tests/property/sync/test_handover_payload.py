"""A manifest that makes sense passes its model, and nonsense does not."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync.digests import canonical_json, contract_json
from sync.payloads import MODELS
from sync.words import Kind

MODEL = MODELS[Kind.HANDOVER, 1]
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=32)
NUMBERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=4, max_size=40)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=32)
SCREENINGS = st.none() | st.fixed_dictionaries(
    {
        "place": st.sampled_from(["here", "hub", "third_party"]),
        "machine": st.text("XR-0123456789", min_size=1, max_size=64),
        "inspector": st.text("0123456789", min_size=1, max_size=64),
        "passed": st.none() | st.booleans(),
        "recorded_by": CODES,
        "recorded_at": st.just("2026-11-20T04:00:00Z"),
    }
)
PARCELS = st.fixed_dictionaries(
    {
        "waybill_number": NUMBERS,
        "acceptance_id": CODES,
        "carrier": st.none() | CODES,
        "mark": st.text("0123456789ABCDEF", max_size=32),
        "screening": SCREENINGS,
    }
)


@st.composite
def handovers(draw: st.DrawFn) -> dict[str, Any]:
    places = draw(
        st.fixed_dictionaries({"vehicle": WORDS, "gps_terminal": WORDS, "bag": WORDS}).filter(
            lambda named: any(named.values())
        )
    )
    return {
        "handover_id": draw(CODES),
        "carrier": draw(st.none() | CODES),
        **places,
        "driver": draw(WORDS),
        "opened_at": "2026-11-20T04:00:00Z",
        "closed_at": "2026-11-20T05:00:00+08:00",
        "clerk": draw(CODES),
        "parcels": draw(
            st.lists(PARCELS, min_size=1, max_size=5, unique_by=lambda parcel: str(parcel["waybill_number"]))
        ),
        "policy_version": "2026.11.1",
        "policy_digest": "ab" * 32,
    }


def spoilt(payload: dict[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    """The same payload with one value changed."""
    changed = deepcopy(payload)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


@given(handovers())
def test_a_whole_manifest_passes_and_comes_through_the_canonical_form(payload: dict[str, Any]) -> None:
    once = MODEL.model_validate(payload)

    assert MODEL.model_validate_json(contract_json(payload)) == once
    assert canonical_json(payload) == contract_json(payload)


@given(handovers())
def test_a_manifest_to_nowhere_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODEL.model_validate({**payload, "vehicle": "", "gps_terminal": "", "bag": ""})


@given(handovers())
def test_a_parcel_that_leaves_twice_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODEL.model_validate({**payload, "parcels": [*payload["parcels"], payload["parcels"][0]]})


@given(handovers(), st.sampled_from(["here", "hub", "third_party"]), st.booleans())
def test_a_screening_that_was_done_names_machine_and_inspector(
    payload: dict[str, Any], place: str, passed: bool
) -> None:
    nameless = {"place": place, "machine": "", "inspector": "2001", "passed": passed, "recorded_by": "1001"}
    with pytest.raises(ValidationError):
        MODEL.model_validate(
            spoilt(payload, "parcels", 0, "screening", value={**nameless, "recorded_at": "2026-11-20T04:00:00Z"})
        )


@given(
    handovers(),
    st.sampled_from(
        [
            ("parcels", []),
            ("parcels", None),
            ("opened_at", "2026-11-20T04:00:00"),
            ("closed_at", "yesterday"),
            ("handover_id", ""),
            ("clerk", None),
            ("vehicle", "云" * 33),
            ("driver", "样" * 61),
            ("policy_digest", "xyz"),
            ("evidence", [{}]),
        ]
    ),
)
def test_nonsense_is_refused(payload: dict[str, Any], nonsense: tuple[str, object]) -> None:
    member, value = nonsense
    with pytest.raises(ValidationError):
        MODEL.model_validate(spoilt(payload, member, value=value))


@given(handovers())
def test_a_drivers_name_is_in_no_repr(payload: dict[str, Any]) -> None:
    assert "样例司机" not in repr(MODEL.model_validate({**payload, "driver": "样例司机"}))
