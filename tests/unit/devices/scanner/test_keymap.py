import pytest

from devices.scanner.keymap import CAPS_LOCK, LEFT_ALT, LEFT_CTRL, LEFT_SHIFT, UNDECODABLE, UsKeyboard, keys_typing

PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7F))


def typed(keys: list[tuple[int, bool]]) -> str:
    keyboard = UsKeyboard()
    return "".join(keyboard.press(code) if down else keyboard.release(code) for code, down in keys)


@pytest.mark.parametrize("caps_lock", [False, True])
def test_every_character_of_a_us_keyboard_comes_back(caps_lock: bool) -> None:
    lock = [(CAPS_LOCK, True), (CAPS_LOCK, False)] if caps_lock else []
    text = PRINTABLE + "\x1d\r\n\t"
    assert typed([*lock, *keys_typing(text, caps_lock=caps_lock), *lock]) == text


@pytest.mark.parametrize(
    ("code", "character"), [(71, "7"), (82, "0"), (83, "."), (55, "*"), (98, "/"), (74, "-"), (96, "\r"), (1, "")]
)
def test_the_keypad_types_digits_and_escape_types_nothing(code: int, character: str) -> None:
    assert UsKeyboard().press(code) == character


def test_shift_held_over_several_keys_counts_for_each() -> None:
    keyboard = UsKeyboard()
    keyboard.press(LEFT_SHIFT)
    shifted = keyboard.press(16) + keyboard.press(2)
    keyboard.release(LEFT_SHIFT)
    assert shifted + keyboard.press(16) == "Q!q"


def test_a_reset_lets_go_of_every_modifier() -> None:
    keyboard = UsKeyboard()
    for code in (LEFT_SHIFT, LEFT_CTRL, LEFT_ALT, CAPS_LOCK):
        keyboard.press(code)
    keyboard.reset()
    assert keyboard.press(16) == "q"


@pytest.mark.parametrize(
    ("digits", "character"),
    [("065", "A"), ("54992", "中"), ("00029", "\x1d"), ("255", UNDECODABLE), ("99999", UNDECODABLE)],
)
def test_alt_and_a_number_make_one_character_when_alt_is_let_go(digits: str, character: str) -> None:
    keypad = dict(zip("7894561230", (71, 72, 73, 75, 76, 77, 79, 80, 81, 82), strict=True))
    keys = [(LEFT_ALT, True), *((keypad[digit], True) for digit in digits), (LEFT_ALT, False)]
    assert typed(keys) == character


def test_what_no_us_keyboard_has_cannot_be_typed() -> None:
    with pytest.raises(ValueError, match="no key"):
        list(keys_typing("中"))
