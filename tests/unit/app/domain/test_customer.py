"""What an agreement is worth on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.customer import Agreement, AgreementStanding, Customer, Filing, standing
from tests.support.builders import TODAY, customer

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def agreed(**changes: object) -> Customer:
    """The builders' customer with another agreement."""
    agreement = Agreement("XY-1", FIRST, LAST, Filing.FILED)
    return customer(agreement=replace(agreement, **changes))  # type: ignore[arg-type] # real members


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (agreed(), AgreementStanding.IN_FORCE),
        (customer(agreement=None), AgreementStanding.NONE),
        (agreed(valid_from=TODAY + timedelta(days=1)), AgreementStanding.NOT_YET),
        (agreed(valid_to=TODAY - timedelta(days=1)), AgreementStanding.EXPIRED),
        (agreed(filing=Filing.PENDING), AgreementStanding.UNFILED),
        (agreed(filing=Filing.UNFILED), AgreementStanding.UNFILED),
        (customer(responsible_copy=None), AgreementStanding.NO_COPY),
    ],
)
def test_an_agreement_spares_the_check_only_whole_filed_and_in_its_term(
    subject: Customer, expected: AgreementStanding
) -> None:
    assert standing(subject, TODAY) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - timedelta(days=1), AgreementStanding.NOT_YET),
        (FIRST, AgreementStanding.IN_FORCE),
        (LAST, AgreementStanding.IN_FORCE),
        (LAST + timedelta(days=1), AgreementStanding.EXPIRED),
    ],
)
def test_both_days_belong_to_the_term(day: date, expected: AgreementStanding) -> None:
    assert standing(agreed(), day) is expected


@given(
    begins=st.dates(),
    ends=st.dates(),
    today=st.dates(),
    filing=st.sampled_from(Filing),
    copy=st.none() | st.just("copy-1"),
)
def test_in_force_needs_all_of_it_at_once(
    begins: date, ends: date, today: date, filing: Filing, copy: str | None
) -> None:
    subject = customer(agreement=Agreement("XY-1", begins, ends, filing), responsible_copy=copy)
    whole = begins <= today <= ends and filing is Filing.FILED and copy is not None
    assert (standing(subject, today) is AgreementStanding.IN_FORCE) == whole


def test_a_customers_people_are_not_in_its_repr() -> None:
    shown = repr(customer())
    assert not [secret for secret in ("云岭花卉样例公司", "样例甲", "13800138001") if secret in shown]
