"""Puts a zone together from its likely lines, and says what of it is proven.

Invariants:
- The second line of a passport is read even when the first was not found; it then needs its composite digit to hold.
- What the check digits cannot prove is never called proven (ADR 0006): a look-alike of the same check value needs the
  printed zone or the issuer's form, a guessed alignment leaves every field in doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from devices.documents.mrz_fit import SEXES, Fit, best_fit, line_points, names_fit, number_in, state_in
from devices.documents.mrz_kind import form_allows, number_by_form
from devices.documents.mrz_layout import FILLER, LAYOUTS, STATES, UNREAD, Layout, MrzFormat, Span, check_digit
from devices.documents.mrz_lines import ZoneLine, near
from devices.documents.mrz_printed import printed_words
from devices.documents.mrz_repair import ALIKE, Place, Settled, forced, hidden_look_alikes, like, settle
from devices.documents.reading import TextRow

_SEX_MISREAD: Final = {"N": "M", "H": "M", "W": "M", "P": "F", "E": "F"}

_HEAD_POINTS: Final = 5
"""A first line whose code and issuer exist."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone after repair. ``sources`` has the picture's line for each line of the zone, None for a missing one."""

    format: MrzFormat
    lines: tuple[str, ...] = field(repr=False)
    sources: tuple[ZoneLine | None, ...] = field(repr=False)
    code: str
    state: str
    nationality: str = field(repr=False)
    nationality_forced: bool
    """Read as it is, or with nothing but what its place forces (0 for O)."""
    state_forced: bool
    number: Settled = field(repr=False)
    number_printed: bool
    """The printed zone has the very number."""
    birth: Settled = field(repr=False)
    expiry: Settled = field(repr=False)
    personal: Settled | None = field(repr=False)
    """TD3's optional data, which has a check digit of its own."""
    optional: str = field(repr=False)
    sex: str = field(repr=False)
    sex_was_read: bool
    composite_holds: bool
    guessed: bool
    repaired: bool

    @property
    def document_number(self) -> str:
        """Without fillers; empty when a character could not be read."""
        return "" if UNREAD in self.number.text else self.number.text.rstrip(FILLER)

    @property
    def number_proven(self) -> bool:
        """By check digit and printed zone, or by both check digits with no look-alike that they cannot see."""
        if self.number.holds and self.number_printed:
            return True
        number = self.number.text
        hidden = (
            other
            for other in hidden_look_alikes(number)
            if form_allows(self.format, self.state, number.rstrip(FILLER), other.rstrip(FILLER))
        )
        return self.proven(self.number) and not any(hidden)

    @property
    def optional_proven(self) -> bool:
        """Whether the optional data has a check digit of its own, and no look-alikes that the digit cannot see."""
        if self.personal is None:
            return False
        return self.personal.proven and not self.guessed and not any(hidden_look_alikes(self.optional))

    def proven(self, settled: Settled) -> bool:
        """Whether the field's own and the composite check digit prove it."""
        return settled.proven and self.composite_holds and not self.guessed

    @property
    def sex_as_read(self) -> bool:
        """It has no check digit: a letter that was read as it stands must do."""
        return self.sex_was_read and not self.guessed

    @property
    def nationality_twice(self) -> bool:
        """It has no check digit: the issuer's code, read at another place, must say the same."""
        return self.nationality_forced and self.state_forced and self.nationality == self.state and not self.guessed

    @property
    def surname(self) -> str:
        """The part before the double filler."""
        return self._names()[0]

    @property
    def given_names(self) -> str:
        """The part behind it; empty when there is none."""
        return self._names()[1]

    def _names(self) -> tuple[str, str]:
        span = LAYOUTS[self.format].names
        text = forced(span.of(self.lines), Place.LETTER).replace(UNREAD, FILLER).strip(FILLER)
        surname, _, rest = text.partition(FILLER * 2)
        # What stands behind another double filler is a filler that was misread.
        given = rest.lstrip(FILLER).partition(FILLER * 2)[0]
        return surname.replace(FILLER, " "), given.replace(FILLER, " ").strip()


def find_zone(lines: Sequence[ZoneLine], rows: Sequence[TextRow]) -> Zone | None:
    """The zone that most of its check digits prove; None when there is none. ``rows``: where the lines come from."""
    zones = [zone for mrz_format in MrzFormat if (zone := _of_format(mrz_format, LAYOUTS[mrz_format], lines, rows))]
    return max(zones, key=_weight, default=None)


def _weight(zone: Zone) -> int:
    fields = (zone.number, zone.birth, zone.expiry)
    proofs = 3 * sum(settled.proven for settled in fields) + 2 * zone.composite_holds + sum(s.holds for s in fields)
    # A passport's line that lost its fillers looks like a card's: the first line tells.
    return proofs + 4 * bool(zone.state)


def _of_format(
    mrz_format: MrzFormat, layout: Layout, lines: Sequence[ZoneLine], rows: Sequence[TextRow]
) -> Zone | None:
    dates = [
        (fit.points, -index, fit, line)
        for index, line in enumerate(lines)
        if (fit := best_fit(line.text, layout, layout.birth.line)) is not None
    ]
    if not dates:
        return None
    _, _, dates_fit, dates_line = max(dates, key=lambda found: found[:2])
    others = [line for line in lines if not line.rows & dates_line.rows and near(line, dates_line)]
    if mrz_format is not MrzFormat.TD1:
        head, head_line = _best_head(layout, others)
        return _zone(mrz_format, (head, dates_fit), (head_line, dates_line), rows)
    heads = [(fit, line) for line in others if (fit := best_fit(line.text, layout, 0)) is not None]
    if not heads:
        return None
    head, head_line = max(heads, key=lambda found: found[0].points)
    names = [line for line in others if not line.rows & head_line.rows]
    fitted = [(Fit(text, line_points(text, layout, 2), False), line) for line in names
              for text in (names_fit(line.text, layout),)]  # fmt: skip
    name, name_line = max(fitted, key=lambda found: found[0].points, default=(_missing(layout), None))
    return _zone(mrz_format, (head, dates_fit, name), (head_line, dates_line, name_line), rows)


def _best_head(layout: Layout, lines: Sequence[ZoneLine]) -> tuple[Fit, ZoneLine | None]:
    """The line with code, issuer and names of TD2 and TD3."""
    fitted = []
    for line in lines:
        text = names_fit(line.text, layout)
        if text[0] != "V" and (points := line_points(text, layout, 0)) >= _HEAD_POINTS:
            fitted.append((Fit(text, points, guessed=False), line))
    return max(fitted, key=lambda found: found[0].points, default=(_missing(layout), None))


def _missing(layout: Layout) -> Fit:
    return Fit(UNREAD * layout.length, 0, guessed=False)


def _zone(
    mrz_format: MrzFormat, fits: tuple[Fit, ...], sources: tuple[ZoneLine | None, ...], rows: Sequence[TextRow]
) -> Zone | None:
    layout = LAYOUTS[mrz_format]
    read = tuple(fit.text for fit in fits)
    code, state, state_as_read = _head(read, layout)
    number, rest = _number(mrz_format, read, layout, state)
    # A box that holds just the number's part of the zone is no second source.
    zone_rows = frozenset().union(*(line.rows for line in sources if line is not None))
    printed = printed_words([row for index, row in enumerate(rows) if index not in zone_rows])
    number, number_printed = _with_printed(number, printed)
    birth = settle(layout.birth.of(read), layout.birth_check.of(read), Place.DIGIT)
    expiry = settle(layout.expiry.of(read), layout.expiry_check.of(read), Place.DIGIT)
    personal = None
    if layout.optional_check is not None:
        optional = layout.optional.of(read)
        personal = settle(optional, layout.optional_check.of(read), Place.ANY, empty_allowed=True)
    nationality, nationality_as_read = _state(layout.nationality.of(read), state)
    sex = layout.sex.of(read)
    mended = _mended(
        read, layout, number=number, birth=birth, expiry=expiry, personal=personal, nationality=nationality
    )
    composite_digit = forced(layout.composite_check.of(read), Place.DIGIT)
    zone = Zone(
        format=mrz_format,
        lines=_put(mended, layout.composite_check, composite_digit),
        sources=sources,
        code=code,
        state=state,
        nationality=nationality,
        nationality_forced=_plain_state(layout.nationality.of(read)) == nationality,
        state_forced=_plain_state(layout.state.of(read)) == state,
        number=number,
        number_printed=number_printed,
        birth=birth,
        expiry=expiry,
        personal=personal,
        optional=(rest if personal is None else personal.text).strip(FILLER),
        sex=_SEX_MISREAD.get(sex, sex),
        sex_was_read=sex in SEXES,
        composite_holds=_composite(mended, layout, personal) == composite_digit,
        guessed=any(fit.guessed for fit in fits),
        repaired=any(s.exchanged for s in (number, birth, expiry)) or not nationality_as_read or not state_as_read
        or bool(personal and personal.exchanged) or sex not in SEXES,
    )  # fmt: skip
    return zone if _believable(zone) else None


def _believable(zone: Zone) -> bool:
    """Whether this can be by no mere chance: one check digit in ten holds for anything."""
    proofs = sum(s.proven for s in (zone.number, zone.birth, zone.expiry)) + zone.composite_holds
    needed = 3 if not zone.state else 1 if zone.sex in SEXES else 2
    return proofs >= needed and zone.code[:1] != "V"


def _head(read: tuple[str, ...], layout: Layout) -> tuple[str, str, bool]:
    text = layout.code.of(read)
    if UNREAD in text[:1]:
        return "", "", True
    state, as_read = _state(layout.state.of(read), "")
    return forced(text, Place.LETTER).replace(UNREAD, FILLER).rstrip(FILLER), state, as_read


def _state(read: str, likely: str) -> tuple[str, bool]:
    """A state's code, and whether it stood there as it is; empty when no code that exists is alike."""
    plain = read.rstrip(FILLER)
    if plain in STATES:
        return plain, True
    if state_in(read) in STATES:
        return state_in(read), False
    if likely and like(read, likely.ljust(3, FILLER)):
        return likely, False
    alike = {
        state
        for index, character in enumerate(read)
        for other in ALIKE.get(character, "")
        if (state := state_in(read[:index] + other + read[index + 1 :])) in STATES
    }
    return (alike.pop(), False) if len(alike) == 1 else ("", False)


def _plain_state(read: str) -> str:
    return read.rstrip(FILLER) if read.rstrip(FILLER) in STATES else state_in(read)


def _number(mrz_format: MrzFormat, read: tuple[str, ...], layout: Layout, state: str) -> tuple[Settled, str]:
    """The number, and what is left of the optional data behind a long one."""
    first, digit, optional = number_in(read[layout.number.line], layout)
    by_form = number_by_form(mrz_format, state, first)
    settled = settle(by_form, digit, Place.ANY)
    return replace(settled, exchanged=settled.exchanged or by_form != first), optional


def _with_printed(number: Settled, printed: frozenset[str]) -> tuple[Settled, bool]:
    """The number as the printed zone has it, when that is like what was read and the check digit holds for it."""
    length = len(number.text)
    plain = number.text.rstrip(FILLER)
    if number.holds and plain in printed:
        return number, True
    if number.proven:
        # Two readings that disagree, and no check digit can tell which is right.
        return number, False
    found = [
        padded
        for word in printed
        if len(padded := word.ljust(length, FILLER)) == length
        and check_digit(padded) == number.digit
        and like(number.text, padded)
    ]
    if len(found) != 1:
        return number, False
    return replace(number, text=found[0], holds=True, exchanged=True), True


def _mended(
    read: tuple[str, ...],
    layout: Layout,
    *,
    number: Settled,
    birth: Settled,
    expiry: Settled,
    personal: Settled | None,
    nationality: str,
) -> tuple[str, ...]:
    lines = _put(read, layout.number, number.text[:9])
    if len(number.text) > 9:
        more = number.text[9:] + number.digit
        lines = _put(lines, Span(layout.optional.line, layout.optional.start, layout.optional.start + len(more)), more)
    else:
        lines = _put(lines, layout.number_check, number.digit)
    for span, check, settled in (
        (layout.birth, layout.birth_check, birth),
        (layout.expiry, layout.expiry_check, expiry),
    ):
        lines = _put(_put(lines, span, settled.text), check, settled.digit)
    if personal is not None and layout.optional_check is not None:
        lines = _put(_put(lines, layout.optional, personal.text), layout.optional_check, personal.digit)
    for span in (layout.code, layout.state, layout.nationality, layout.names):
        lines = _put(lines, span, forced(span.of(lines), Place.LETTER))
    return _put(lines, layout.nationality, nationality.ljust(3, FILLER)) if nationality else lines


def _composite(lines: tuple[str, ...], layout: Layout, personal: Settled | None) -> str | None:
    """The composite check digit of the zone."""
    parts = [span.of(lines) for span in layout.composite]
    if personal is not None and not personal.holds and personal.digit.isdigit():
        # Its own check digit stands for optional data that was misread: both digits weigh it from 7 on, so any text
        # with that digit gives the same composite. 3 undoes the weight 7 (3 * 7 = 21).
        stand_in = str(int(personal.digit) * 3 % 10).ljust(len(personal.text), "0")
        parts[-1] = parts[-1].replace(personal.text, stand_in, 1)
    return check_digit("".join(parts))


def _put(lines: tuple[str, ...], span: Span, text: str) -> tuple[str, ...]:
    line = lines[span.line]
    return (*lines[: span.line], line[: span.start] + text + line[span.end :], *lines[span.line + 1 :])
