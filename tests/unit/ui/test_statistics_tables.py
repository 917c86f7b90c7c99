"""The report in words and in tables."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.inspection import PhotoProblem
from app.domain.statistics import Period, Rate, RateCode
from app.statistics_export import ExportOrder, Table
from app.statistics_ports import CodeCount
from app.usecases.statistics import ReadRecordLines
from tests.gui.statistics_stage import DAYS, fill
from tests.support.builders import CLERK, TODAY
from tests.support.counter_house import CounterHouse, on_store
from ui.screens.statistics.tables import ExportTables, reasons_table, split_table
from ui.screens.statistics.wording import bound_words, photo_words, share_words, target_words, time_words

PERIOD = Period.ending(TODAY, DAYS)


@pytest.fixture(scope="module")
def house() -> CounterHouse:
    house = CounterHouse()
    fill(house)
    return house


def tables_of(house: CounterHouse, *, with_records: bool = True) -> dict[str, Table]:
    order = ExportOrder(house.read_statistics(PERIOD), CLERK, Path("r.csv"), with_records)
    read = on_store(house.store, ReadRecordLines(house.counter))
    lines = read(PERIOD, None) if with_records else ()
    tables = ExportTables(house.counter.policy, house.clock.local)(order, lines)
    return {table.title: table for table in tables}


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (Rate(0, 0), "—"),
        (Rate(0, 7), "0.00%"),
        (Rate(2, 3), "66.66%"),
        (Rate(9999, 10000), "99.99%"),
        (Rate(5, 5), "100%"),
    ],
)
def test_a_share_in_words(rate: Rate, told: str) -> None:
    assert share_words(rate) == told


def test_only_all_of_them_reach_a_target_of_all() -> None:
    told = [target_words(rate, 10_000) for rate in (Rate(30_000, 30_000), Rate(29_999, 30_000), Rate(0, 0))]

    assert [(said.tone, said.text) for said in told] == [
        ("good", "达到目标"),
        ("warn", "还差 1 件"),
        ("muted", "没有收寄，不计算"),
    ]
    assert len({said.icon for said in told}) == 3


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.4, "不到 1 秒"),
        (59, "59 秒"),
        (60, "1 分"),
        (3_661, "1 小时 1 分"),
        (86_400, "1 天"),
        (90_061, "1 天 1 小时"),
    ],
)
def test_a_time_has_two_units_at_most(seconds: float, told: str) -> None:
    assert time_words(timedelta(seconds=seconds)) == told


def test_bounds_have_one_name_more() -> None:
    assert bound_words((timedelta(minutes=1), timedelta(hours=1))) == ("1 分内", "1 小时内", "更久")


def test_every_problem_of_a_picture_has_words() -> None:
    told = {photo_words(problem.value) for problem in PhotoProblem}

    assert len(told) == len(PhotoProblem)
    assert not told & {problem.value for problem in PhotoProblem}


def test_the_split_begins_with_the_whole_and_its_parts_add_up(house: CounterHouse) -> None:
    table = split_table(house.read_statistics(PERIOD), house.counter.policy)
    names, counts = [row[0] for row in table.rows], [int(row[1]) for row in table.rows]

    assert names[:3] == ["合计", "散件", "协议客户"]
    assert {"圆通", "顺丰", "未识别企业"} <= set(names)
    assert counts[0] == sum(counts[1:3]) == sum(counts[3:])


def test_an_export_begins_with_who_when_what_and_how_it_is_defined(house: CounterHouse) -> None:
    about = {str(row[0]): row[1] for row in tables_of(house)["说明"].rows}

    assert "训练数据，不是真实收寄" in about
    assert about["网点"] == "样例网点"
    assert about["期间"] == "2026-11-15 至 2026-11-20"
    assert about["导出人工号"] == CLERK
    for code in RateCode:
        rule = house.counter.policy.statistics.rate(code)
        assert about[rule.label] == f"{rule.counted} ÷ {rule.out_of}"


def test_an_export_holds_the_reports_numbers(house: CounterHouse) -> None:
    report, tables = house.read_statistics(PERIOD), tables_of(house)

    whole = dict(zip(tables["三率"].head, tables["三率"].rows[0], strict=True))
    assert whole["收寄件数（不含信件）"] == report.total.accepted
    assert whole["安检率件数"] == report.total.passed
    assert whole["安检率"] == share_words(report.total.rate(RateCode.SCREENING))
    assert [row[1] for row in tables["每小时件数"].rows] == list(report.hours)
    assert len(tables["每天"].rows) == DAYS
    assert tables["拒收与异常"] == reasons_table(report, house.counter.policy)
    assert ("拒收", "含禁寄物品", 2) in tables["拒收与异常"].rows
    assert all(len(row) == len(table.head) for table in tables.values() for row in table.rows)


def test_an_incident_that_nobody_may_notice_is_a_number_on_the_page_and_in_the_file(house: CounterHouse) -> None:
    report = house.read_statistics(PERIOD)
    counted = replace(report, incidents=(CodeCount("12", 2), CodeCount("3", 1)))
    rows = reasons_table(counted, house.counter.policy).rows
    assert ("异常件", "编号 12", 2) in rows
    assert ("异常件", "爆炸物品", 1) in rows


def test_records_are_masked_and_only_there_when_asked_for(house: CounterHouse) -> None:
    records = tables_of(house)["收寄记录（脱敏）"]

    assert records.rows
    assert {row[2] for row in records.rows} == {"测**"}
    assert {row[9] for row in records.rows} == {"已送达", "待传", "被退回"}
    assert not any("测试甲" in str(cell) or "530102" in str(cell) for row in records.rows for cell in row)
    assert "收寄记录（脱敏）" not in tables_of(house, with_records=False)
