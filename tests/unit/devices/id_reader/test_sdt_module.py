"""The simulated security module keeps the real order of things."""

import pytest

from devices.id_reader.commands import Command, card_blocks
from devices.id_reader.frames import Reply, Request
from devices.id_reader.sam_id import sam_id_text
from devices.id_reader.text_block import parse_new_address, parse_text_block
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.sdt_module import SAM_ID, LaidCard, SdtModule

CARD = LaidCard(synthetic_card(1), synthetic_portrait(1), "云南省样例路9号")
FIND, SELECT, READ, ADDRESS = (
    Command.FIND_CARD,
    Command.SELECT_CARD,
    Command.READ_CARD,
    Command.READ_NEW_ADDRESS,
)


class Asked:
    """A module and the statuses it answers with."""

    def __init__(self) -> None:
        self.module = SdtModule()
        self.last = Reply(0, 0, 0)

    def statuses(self, *commands: Command) -> list[int]:
        statuses = []
        for command in commands:
            self.last = self.module.answer(Request(*command.value))
            statuses.append(self.last.status)
        return statuses


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_without_a_card_nothing_is_found_selected_or_read(asked: Asked) -> None:
    assert asked.statuses(FIND, SELECT, READ, ADDRESS) == [0x80, 0x81, 0x41, 0x41]


def test_a_card_is_read_once_until_it_is_laid_anew(asked: Asked) -> None:
    asked.module.lay(CARD)
    assert asked.statuses(FIND, SELECT, READ) == [0x9F, 0x90, 0x90]
    text, portrait = card_blocks(asked.last)
    assert parse_text_block(text, "sim:reader") == CARD.text
    assert portrait == CARD.portrait
    assert asked.statuses(FIND, FIND, SELECT, READ) == [0x80, 0x80, 0x81, 0x41]
    asked.module.lift()
    assert asked.statuses(FIND) == [0x80]
    asked.module.lay(CARD)
    assert asked.statuses(FIND) == [0x9F]


def test_no_step_can_be_left_out(asked: Asked) -> None:
    asked.module.lay(CARD)
    assert asked.statuses(SELECT, READ, FIND, READ) == [0x81, 0x41, 0x9F, 0x41]


def test_a_selected_card_may_be_read_again_at_once(asked: Asked) -> None:
    asked.module.lay(CARD)
    assert asked.statuses(FIND, SELECT, READ, READ, ADDRESS) == [0x9F, 0x90, 0x90, 0x90, 0x90]
    assert parse_new_address(asked.last.data, "sim:reader") == CARD.new_address


def test_a_card_without_a_new_address_says_so(asked: Asked) -> None:
    asked.module.lay(LaidCard(CARD.text, CARD.portrait))
    assert asked.statuses(FIND, SELECT, READ, ADDRESS) == [0x9F, 0x90, 0x90, 0x91]


def test_a_card_laid_in_place_of_another_has_to_be_found_first(asked: Asked) -> None:
    asked.module.lay(CARD)
    asked.statuses(FIND, SELECT)
    asked.module.lay(CARD)
    assert asked.statuses(READ) == [0x41]


@pytest.mark.parametrize("reset", [Command.RESET_SAM, None])
def test_after_a_reset_or_a_loss_of_power_a_read_card_answers_again(asked: Asked, reset: Command | None) -> None:
    asked.module.lay(CARD)
    asked.statuses(FIND, SELECT, READ)
    if reset is None:
        asked.module.power_up()
    else:
        assert asked.statuses(reset) == [0x90]
    assert asked.statuses(FIND) == [0x9F]


@pytest.mark.parametrize(("status", "next_find"), [(0x41, 0x80), (0x31, 0x80), (0x10, 0x9F), (0x60, 0x9F)])
def test_an_error_of_the_card_silences_it(asked: Asked, status: int, next_find: int) -> None:
    asked.module.lay(CARD)
    asked.statuses(FIND, SELECT)
    assert asked.module.fail(Request(*READ.value), status).status == status
    assert asked.statuses(FIND) == [next_find]


def test_it_says_who_it_is(asked: Asked) -> None:
    assert asked.statuses(Command.SAM_STATUS, Command.SAM_ID) == [0x90, 0x90]
    assert sam_id_text(asked.last.data) == SAM_ID


@pytest.mark.parametrize("request_", [Request(0x30, 0x10), Request(0x60, 0x00), Request(0xA0, 0x03)])
def test_what_the_product_never_asks_is_refused(asked: Asked, request_: Request) -> None:
    assert asked.module.answer(request_).status == 0x21
