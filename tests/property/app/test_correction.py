"""A correction mends what it names and nothing else, whatever the payload looks like."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.correction import FieldChange, mendable, patched, value_at
from tests.support import builders

RULES = builders.policy().corrections
PLAIN = st.one_of(st.sampled_from(["", "茶", "样例甲", "0"]), st.integers(0, 9), st.none())
ITEM = st.fixed_dictionaries({"name": PLAIN, "quantity": PLAIN, "named": st.booleans(), "nature": PLAIN})
PAYLOADS = st.fixed_dictionaries(
    {"acceptance_id": PLAIN},
    optional={
        "sender": st.one_of(st.none(), st.fixed_dictionaries({"name": PLAIN, "phone": PLAIN, "source": PLAIN})),
        "inspection": st.fixed_dictionaries({"items": st.lists(ITEM, max_size=3)}, optional={"weight_g": PLAIN}),
    },
)


@settings(max_examples=30, deadline=None)
@given(PAYLOADS, st.data())
def test_only_the_named_fields_change(payload: dict[str, object], data: st.DataObject) -> None:
    fields = mendable("acceptance", payload, RULES)
    chosen = [field for field in fields if data.draw(st.booleans(), field.pointer)]
    changes = [FieldChange(field.pointer, data.draw(PLAIN)) for field in chosen]

    after = patched(payload, changes)

    assert all(value_at(after, change.pointer) == change.value for change in changes)
    back = patched(after, [FieldChange(field.pointer, field.value) for field in chosen])
    assert back == payload, "and nothing else has changed"


@settings(max_examples=20, deadline=None)
@given(PAYLOADS)
def test_each_field_is_named_once_and_holds_what_stands_there(payload: dict[str, object]) -> None:
    fields = mendable("acceptance", payload, RULES)

    assert len({field.pointer for field in fields}) == len(fields)
    assert all(value_at(payload, field.pointer) == field.value for field in fields)
    assert all(RULES.rule("acceptance", field.pointer) is field.rule for field in fields)
