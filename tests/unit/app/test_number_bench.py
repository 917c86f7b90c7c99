from app.benchmarks.numbers import numbers


def test_every_verdict_agrees_with_stdnum_or_with_how_the_number_was_made() -> None:
    assert [(figure.name, figure.value) for figure in numbers(200)] == [
        ("numbers_stdnum", 1.0),
        ("numbers_made", 1.0),
        ("numbers_region", 1.0),
    ]
