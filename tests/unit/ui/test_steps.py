from ui.screens.acceptance.steps import Ended, StepQueue


def test_a_step_waits_until_the_one_before_has_ended() -> None:
    queue, begun, ends = StepQueue(), list[str](), list[Ended]()

    def step(name: str) -> None:
        def begin(ended: Ended) -> None:
            begun.append(name)
            ends.append(ended)

        queue.add(begin)

    step("photo")
    step("enter")
    assert begun == ["photo"]
    assert queue.busy
    ends[0]()
    assert begun == ["photo", "enter"]
    ends[1]()
    assert not queue.busy


def test_a_step_may_add_another_one() -> None:
    queue, order = StepQueue(), list[str]()

    def inner(ended: Ended) -> None:
        order.append("inner")
        ended()

    def outer(ended: Ended) -> None:
        queue.add(inner)
        order.append("outer")
        ended()

    queue.add(outer)
    assert order == ["outer", "inner"]
    assert not queue.busy
