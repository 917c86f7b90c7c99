from app.benchmarks.item_rules import rules


def test_described_goods_are_assessed_in_time() -> None:
    (figure,) = rules(50)
    assert figure.name == "rules"
    assert figure.reached
