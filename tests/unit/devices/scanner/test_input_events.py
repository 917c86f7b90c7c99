from devices.scanner.input_events import InputEventParser, KeyChange, KeysLost, dropped_record, key_records

DOWN, UP = key_records(16, down=True), key_records(16, down=False)
WRITTEN_BY_A_KERNEL = bytes.fromhex(
    "b3e15b6700000000a1c00b0000000000" "0400" "0400" "10000000"  # EV_MSC, MSC_SCAN
    "b3e15b6700000000a1c00b0000000000" "0100" "1000" "01000000"  # KEY_Q down
    "b3e15b6700000000a1c00b0000000000" "0000" "0000" "00000000"  # SYN_REPORT
)  # fmt: skip


def test_a_kernels_own_record_is_read() -> None:
    assert InputEventParser().feed(WRITTEN_BY_A_KERNEL) == [KeyChange(16, down=True)]


def test_repetitions_are_no_presses() -> None:
    repeated = DOWN.replace(b"\x01\x00\x10\x00\x01\x00\x00\x00", b"\x01\x00\x10\x00\x02\x00\x00\x00")
    assert repeated != DOWN
    assert InputEventParser().feed(DOWN + repeated + UP) == [KeyChange(16, down=True), KeyChange(16, down=False)]


def test_torn_anywhere_the_changes_are_the_same() -> None:
    stream = DOWN + UP + dropped_record() + DOWN + UP
    whole = InputEventParser().feed(stream)
    for cut in range(len(stream) + 1):
        parser = InputEventParser()
        assert parser.feed(stream[:cut]) + parser.feed(stream[cut:]) == whole


def test_after_a_loss_all_is_skipped_up_to_the_next_report() -> None:
    changes = InputEventParser().feed(DOWN + dropped_record() + UP + DOWN)
    assert changes == [KeyChange(16, down=True), KeysLost(), KeyChange(16, down=True)]


def test_a_reset_forgets_half_a_record() -> None:
    parser = InputEventParser()
    parser.feed(DOWN[:10])
    parser.reset()
    assert parser.feed(DOWN) == [KeyChange(16, down=True)]
