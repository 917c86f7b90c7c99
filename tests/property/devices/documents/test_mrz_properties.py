"""Any valid zone reads as it was written; one misread character is seen, or it cannot be seen by mathematics."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.documents.mrz import read_mrz
from devices.documents.mrz_layout import ALPHABET, LAYOUTS, STATES, MrzFormat, check_digit, same_check_value
from devices.documents.mrz_repair import hidden_look_alikes
from devices.documents.reading import FieldName, ReadingCheck, TextRow
from devices.simulators.travellers import Traveller
from tests.support.zone_rows import TODAY, rows_of

names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)
fields_of_line = {
    FieldName.NUMBER: lambda layout: (layout.number, layout.number_check),
    FieldName.BIRTH_DATE: lambda layout: (layout.birth, layout.birth_check),
    FieldName.VALID_TO: lambda layout: (layout.expiry, layout.expiry_check),
}


@st.composite
def travellers(draw: st.DrawFn, mrz_format: MrzFormat | None = None) -> Traveller:
    chosen = draw(st.sampled_from(MrzFormat)) if mrz_format is None else mrz_format
    state = draw(st.sampled_from(sorted(STATES)))
    longest = 9 if chosen is MrzFormat.TD3 else 12
    return Traveller(
        mrz_format=chosen,
        code="P" if chosen is MrzFormat.TD3 else draw(st.sampled_from("ACI")),
        state=state,
        surname=draw(names),
        given_names=" ".join(draw(st.lists(names, max_size=3))),
        number=draw(st.text(ALPHABET, min_size=5, max_size=longest)),
        nationality=draw(st.sampled_from(sorted(STATES))),
        birth=TODAY - timedelta(days=draw(st.integers(0, 36_000))),
        sex_letter=draw(st.sampled_from("MF<")),
        expiry=date(2000, 1, 1) + timedelta(days=draw(st.integers(0, 20_000))),
        optional=draw(st.text(ALPHABET, max_size=14 if chosen is MrzFormat.TD3 else 2)),
    )


@settings(deadline=None)
@given(travellers())
def test_a_valid_zone_reads_as_it_was_written(traveller: Traveller) -> None:
    mrz = read_mrz(rows_of(*traveller.lines), TODAY)
    assert mrz is not None
    assert mrz.lines == traveller.lines
    assert (mrz.format, mrz.number, mrz.nationality) == (traveller.mrz_format, traveller.number, traveller.nationality)
    assert (mrz.birth_date, mrz.expiry) == (traveller.birth, traveller.expiry)
    assert (mrz.document_code, mrz.issuing_state) == (traveller.code, traveller.state)
    assert not mrz.repaired
    assert all(held for check, held in mrz.checks.items() if check is not ReadingCheck.MRZ_REPAIRED)
    assert not {FieldName.BIRTH_DATE, FieldName.VALID_TO} & mrz.doubts


@settings(deadline=None)
@given(travellers(), st.sampled_from(sorted(fields_of_line)), st.data())
def test_one_misread_character_of_a_checked_field_is_never_silently_another_value(
    traveller: Traveller, name: FieldName, data: st.DataObject
) -> None:
    if name is FieldName.NUMBER:
        traveller = replace(traveller, number=traveller.number[:9])
    layout = LAYOUTS[traveller.mrz_format]
    body, digit = fields_of_line[name](layout)
    lines = list(traveller.lines)
    place = data.draw(st.integers(body.start, digit.end - 1))
    was = lines[body.line][place]
    became = data.draw(st.sampled_from(ALPHABET + "<").filter(lambda character: character != was))
    lines[body.line] = lines[body.line][:place] + became + lines[body.line][place + 1 :]
    mrz = read_mrz(rows_of(*lines), TODAY)
    if mrz is None or name in mrz.doubts:
        return
    shown = {
        FieldName.NUMBER: mrz.number == traveller.number,
        FieldName.BIRTH_DATE: mrz.birth_date == traveller.birth,
        FieldName.VALID_TO: mrz.expiry == traveller.expiry,
    }[name]
    # Modulo 10, characters whose values differ by 10, 20 or 30 weigh the same: A for K cannot be seen by anybody.
    unseen = same_check_value(was, became) and name is FieldName.NUMBER
    assert shown or unseen


@settings(deadline=None)
@given(travellers(MrzFormat.TD3), st.data())
def test_a_look_alike_that_no_check_digit_sees_leaves_the_number_in_doubt(
    traveller: Traveller, data: st.DataObject
) -> None:
    hidden = list(hidden_look_alikes(traveller.number))
    if not hidden or traveller.state == "CHN":
        return
    other = data.draw(st.sampled_from(hidden))
    if "<" in other:
        return
    assert check_digit(other) == check_digit(traveller.number)
    mrz = read_mrz(rows_of(traveller.lines[0], other.ljust(9, "<") + traveller.lines[1][9:]), TODAY)
    assert mrz is not None
    assert FieldName.NUMBER in mrz.doubts


coordinates = st.floats(width=32)
points = st.tuples(coordinates, coordinates)
zone_like = st.text("<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=20, max_size=60)
any_rows = st.lists(
    st.builds(TextRow, zone_like | st.text(max_size=60), st.floats(0, 1), st.tuples(points, points, points, points)),
    max_size=8,
)


@settings(deadline=None)
@given(any_rows)
def test_arbitrary_rows_never_raise(rows: list[TextRow]) -> None:
    read_mrz(rows, TODAY)
