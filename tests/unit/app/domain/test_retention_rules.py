"""Terms of keeping in the policy pack."""

import copy
import json
from collections.abc import Callable

import pytest

from app.domain.pack_values import Entry
from app.domain.retention_rules import RECORD_CLASSES, RetentionClass, TermBasis, retention_rules_from
from app.paths import POLICY

SHIPPED = json.loads((POLICY / "retention.json").read_bytes())
Change = Callable[[dict[str, list[dict[str, object]]]], object]


def changed(change: Change) -> Entry:
    part = copy.deepcopy(SHIPPED)
    change(part)
    return part  # type: ignore[no-any-return] # parsed JSON


def test_the_shipped_terms_follow_each_other_and_tell_their_source() -> None:
    rules = retention_rules_from(SHIPPED)

    days = [rules.purged[code].days for code in RECORD_CLASSES]
    assert days == sorted(days)
    assert rules.purged.keys() == set(RetentionClass)
    assert all(rule.source and rule.sure for rule in (*rules.purged.values(), *rules.kept))


def test_the_laws_floors_are_told_as_floors() -> None:
    by_code = {rule.code: rule for rule in retention_rules_from(SHIPPED).kept}

    assert by_code["audit_trail"].basis is TermBasis.AT_LEAST
    assert by_code["case_files"].days >= 3 * 365


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part["classes"].pop(),
        lambda part: part["classes"][0].update(days=0),
        lambda part: part["classes"][0].update(days=10_000),
        lambda part: part["classes"][0].update(basis="forever"),
        lambda part: part["classes"][0].update(code="something_else"),
        lambda part: part["classes"][0].pop("source"),
        lambda part: part["kept"][0].update(code="record_text"),
        lambda part: part["hold_reasons"][0].update(key="2"),
    ],
)
def test_a_part_that_cannot_be_used_is_refused(change: Change) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        retention_rules_from(changed(change))
