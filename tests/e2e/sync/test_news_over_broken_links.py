"""The policy pack and what the province tells, over links that break."""

from pathlib import Path

import pytest

from sync.policy_packs import PackOffer
from sync.simulators.flaky_link import PORTAL_PAGE, Plan
from sync.words import ChangeKind
from tests.support.flaky_house import FlakyHouse, flaky_house
from tests.support.memory_news import small_pack


def lay_ready(house: FlakyHouse) -> None:
    """A pack of some size and three entries wait at the province."""
    parts = small_pack()
    parts["catalogue"] = {"entries": [{"code": f"c{number}", "label": "易燃液体"} for number in range(2000)]}
    house.province.policy.publish(parts)
    for title in ("甲", "乙", "丙"):
        house.province.changes.tell(house.terminal.enrolment.outlet_id, ChangeKind.NOTICE, {"title": title})


@pytest.mark.parametrize(
    "plan",
    [
        Plan(cut_down_after=0),
        Plan(cut_down_after=400),
        Plan(swallow_answer=True),
        Plan(swallow_request=True),
        Plan(reset_at_once=True),
        Plan(answer=PORTAL_PAGE),
        Plan(repeat_request=True),
    ],
)
def test_a_broken_connection_costs_nothing_but_time(tmp_path: Path, plan: Plan) -> None:
    with flaky_house(tmp_path) as house:
        lay_ready(house)
        engine = house.engine()
        house.proxy.plan(plan)
        house.proxy.plan(plan)
        house.queue()
        for _ in range(4):
            engine.run_once()
            house.clock.advance(max(house.policy.policy_recheck, house.policy.stop_recheck))

        assert house.arrived_once(1)
        assert [change.body["title"] for change in house.changes.taken] == ["甲", "乙", "丙"]
        (offer,) = house.packs.taken
        assert isinstance(offer, PackOffer)
