"""What must be kept of cameras and recorders. One suite for fake and real."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.surveillance import CameraChannel, CameraRole, CameraSpan, OnlineTime, RecorderClock
from app.ports import Store
from app.storage.errors import StoreRuleError
from tests.contract.app.store_suite import WorkOn
from tests.support.builders import NOON

HOUR = timedelta(hours=1)
MEASURED = CameraChannel(
    CameraRole.INSPECTION, "hikvision:10.0.0.8?channel=3", timedelta(hours=-3, minutes=-30), RecorderClock(-36750, NOON)
)
CODED = CameraChannel(CameraRole.COUNTER, "gb28181:53010200001320000001", timedelta(hours=8))
SPANS = (CameraSpan(MEASURED, NOON - HOUR, NOON), CameraSpan(CODED, NOON - HOUR, NOON + HOUR))


class SurveillanceContract:
    """Subclass it with the fixture ``store``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    def test_spans_come_back_as_they_were_by_role(self, work: WorkOn) -> None:
        work(lambda unit: unit.surveillance.add("acceptance-1", SPANS))
        work(lambda unit: unit.surveillance.add("acceptance-2", SPANS[:1]))
        assert work(lambda unit: unit.surveillance.of_acceptance("acceptance-1")) == (SPANS[1], SPANS[0])
        assert work(lambda unit: unit.surveillance.of_acceptance("acceptance-2")) == SPANS[:1]
        assert work(lambda unit: unit.surveillance.of_acceptance("acceptance-3")) == ()

    def test_a_role_has_one_span(self, work: WorkOn) -> None:
        other = replace(SPANS[0], begins_at=NOON)
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.surveillance.add("acceptance-1", (SPANS[0], other)))
        assert work(lambda unit: unit.surveillance.of_acceptance("acceptance-1")) == ()

    def test_answers_are_summed_by_role_over_the_hours_asked_for(self, work: WorkOn) -> None:
        for hour, role, answered in (
            (NOON - HOUR, CameraRole.COUNTER, False),
            (NOON, CameraRole.COUNTER, True),
            (NOON, CameraRole.COUNTER, False),
            (NOON, CameraRole.SCREENING, True),
        ):
            work(lambda unit, h=hour, r=role, a=answered: unit.surveillance.note_answer(r, h, answered=a))  # type: ignore[misc] # bound now
        counter, screening = OnlineTime(2, 1), OnlineTime(1, 1)
        expected = {CameraRole.COUNTER: counter, CameraRole.SCREENING: screening}
        assert work(lambda unit: unit.surveillance.online(NOON)) == expected
        everything = {**expected, CameraRole.COUNTER: OnlineTime(3, 1)}
        assert work(lambda unit: unit.surveillance.online(NOON - HOUR)) == everything

        work(lambda unit: unit.surveillance.forget_hours(NOON))

        assert work(lambda unit: unit.surveillance.online(NOON - HOUR)) == expected
