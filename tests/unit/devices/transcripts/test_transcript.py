import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.transcripts.transcript import Direction, Head, Piece, Source, Transcript, from_text, to_text

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)
PIECES = st.builds(
    Piece,
    st.integers(0, 10**6).map(lambda milliseconds: milliseconds / 1000),
    st.sampled_from(Direction),
    st.binary(min_size=1, max_size=20),
)
HEADS = st.builds(
    Head, WORDS, WORDS, WORDS, WORDS, st.sampled_from(Source), st.dictionaries(st.just("CardRead"), st.integers(0, 9))
)


@given(transcript=st.builds(Transcript, HEADS, st.lists(PIECES, max_size=4).map(tuple)))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(transcript: Transcript) -> None:
    assert from_text(to_text(transcript)) == transcript


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yanqi device transcript 2\n\n",
        "yanqi device transcript 1\ndriver: sdt:-\n\n",
        to_text(Transcript(Head("sdt:-", "", "", "", Source.DEVICE, {}), ())) + "0.1 < 00\n",
        to_text(Transcript(Head("sdt:-", "", "", "", Source.DEVICE, {}), ())).replace("device\n", "nobody\n"),
    ],
)
def test_what_is_no_transcript_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_text(text)


def test_a_head_has_one_line_for_each_word() -> None:
    with pytest.raises(ValueError, match="several lines"):
        to_text(Transcript(Head("sdt:-", "a\nb", "", "", Source.DEVICE, {}), ()))
