import numpy as np
import pytest

from devices.inspection.turns import Turn, turned_back

PIXELS = np.arange(12, dtype=np.uint8).reshape(3, 4)


@pytest.mark.parametrize("turn", Turn)
def test_turning_back_undoes_what_was_done(turn: Turn) -> None:
    done = np.rot90(PIXELS, turn.quarters)
    done = np.fliplr(done) if turn.mirrored else done
    assert np.array_equal(turned_back(done, turn), PIXELS)


def test_the_eight_turns_are_eight_pictures() -> None:
    assert len({turned_back(PIXELS, turn).tobytes() + bytes(turned_back(PIXELS, turn).shape) for turn in Turn}) == 8
