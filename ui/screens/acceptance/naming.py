"""Names what is in the parcel, and asks one after the other what the rules still want to know about it.

Invariants:
- A name is declared as soon as it is chosen, a prohibited one too: the rules say at once what stands against it.
- Only what the rules ask is asked; whoever leaves a question finds it again the next time the panel opens.
- What nobody may notice has no name here once it is declared, whichever question stands open.
- A picture of a paper is tied to the paper that waits for one, whether the panel still stands open or not.
"""

from dataclasses import replace
from typing import Protocol

from app.domain.catalogue import CatalogueEntry
from app.domain.clerk import ClerkNumber
from app.domain.goods import DeclaredItem, Form, Paper
from app.domain.inspection import MAX_WEIGHT_G, PhotoRole, quantity_is_valid
from app.domain.policy import Policy
from app.usecases.edits import ConfirmCloserLook, DeclareItem, Edit, TakeItemBack
from app.usecases.results import CounterView
from ui.screens.acceptance.choosing import category_for
from ui.screens.acceptance.goods_lookup import (
    PIECE,
    GoodsSearch,
    Match,
    hidden_names,
    shown_items,
    shown_rules,
    units_of,
)
from ui.screens.acceptance.goods_state import UNNAMED, Naming, NamingStep, ShownHit, ShownLook
from ui.screens.acceptance.naming_needs import (
    first_open,
    looks_of,
    loose_paper_photo,
    next_step,
    paper_asked,
    stands_against,
)
from ui.screens.acceptance.state import Hint, Notice

SHOWN_HITS = 5
"""As many as fit on a small screen, with one row more for the name as it was typed."""
FORM_KEYS = dict(zip("123456", Form, strict=True))
_LONGEST_PAPER_NUMBER = 64


class NamingCounter(Protocol):
    """The counter as naming changes it."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    def signed_in(self) -> ClerkNumber | None:
        """Who works here; None, and said so, when nobody does."""

    def edit(self, edit: Edit, said: Hint | None = None) -> None:
        """Apply one edit."""

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer."""

    def close_panel(self) -> None:
        """Nothing stands open any more."""

    def ring_bad(self) -> None:
        """The key means nothing now."""

    def redraw(self) -> None:
        """Something to look at has changed."""


class ItemNaming:
    """Main thread only."""

    def __init__(self, counter: NamingCounter, policy: Policy) -> None:
        self._counter = counter
        self._policy = policy
        self._search: GoodsSearch | None = None
        self._shown = Naming()
        self._matches: tuple[Match, ...] = ()
        self._index = 0
        self._awaited: DeclaredItem | None = None
        self._tied: set[str] = set()

    # What is shown

    @property
    def shown(self) -> Naming:
        """How it stands."""
        hidden = hidden_names(self._counter.view.decision.goods)
        return replace(
            self._shown,
            item=UNNAMED if self._shown.item in hidden else self._shown.item,
            items=shown_items(self._items, self._policy.item_rules, hidden),
            ready=self._search is not None,
        )

    @property
    def looks(self) -> tuple[ShownLook, ...]:
        """What nobody has looked closer at yet."""
        return looks_of(self._counter.view.decision.goods, self._policy.catalogue)

    @property
    def photo_role(self) -> PhotoRole | None:
        """What the photo key takes while the panel stands open; None: what it always takes."""
        return PhotoRole.PAPER if self._shown.step is NamingStep.PAPER_PHOTO else None

    # What the clerk does

    def prepared(self, search: GoodsSearch) -> None:
        """The catalogue is at hand: what was typed meanwhile is looked up."""
        self._search = search
        if self._shown.step is NamingStep.NAME and self._shown.text:
            self.name_typed(self._shown.text)

    def forget(self) -> None:
        """Another parcel: nothing that was asked about the one before counts."""
        self._awaited = None
        self._tied.clear()
        self._ask_name()

    def begin(self) -> None:
        """The panel opens: where a question of the rules is open, with that."""
        self._awaited = None
        index = first_open(self._items, self._counter.view.decision)
        if index is None:
            self._ask_name()
        else:
            self._ask_about(index)

    def name_typed(self, text: str) -> None:
        """The name's field has changed."""
        wanted = text.strip()
        self._matches = tuple(self._search(wanted))[:SHOWN_HITS] if wanted and self._search is not None else ()
        self._shown = replace(self._shown, text=text, hits=self._rows(wanted), chosen=0, picked=None, wrong=False)
        self._counter.redraw()

    def move(self, by: int) -> None:
        """An arrow key: another name, another of the declared things while none is typed, another unit."""
        shown = self._shown
        if shown.step is NamingStep.QUANTITY and shown.units:
            codes = [unit.code for unit in shown.units]
            self._shown = replace(shown, unit=codes[(codes.index(shown.unit) + by) % len(codes)])
        elif shown.step is NamingStep.NAME and shown.hits:
            self._shown = replace(shown, chosen=(shown.chosen + by) % len(shown.hits))
        elif shown.step is NamingStep.NAME and self._items:
            start = shown.picked if shown.picked is not None else (-1 if by > 0 else 0)
            self._shown = replace(shown, picked=(start + by) % len(self._items))
        self._counter.redraw()

    def choose(self, place: int) -> None:
        """The name in that row."""
        shown = self._shown
        if shown.step is not NamingStep.NAME or not 0 <= place < len(shown.hits):
            self._counter.ring_bad()
        elif place < len(self._matches):
            self._declare_entry(self._matches[place].entry)
        else:
            self._declare_typed(shown.text.strip())

    def choose_unit(self, code: str) -> None:
        """Counted in that unit."""
        self._shown = replace(self._shown, unit=code)
        self._counter.redraw()

    def edit_item(self, index: int) -> None:
        """Ask anew about a declared thing."""
        if 0 <= index < len(self._items):
            self._index = index
            self._ask_quantity(self._items[index])

    def remove_picked(self) -> None:
        """The picked thing is not in the parcel."""
        picked = self._shown.picked
        if self._shown.step is not NamingStep.NAME or picked is None:
            self._counter.ring_bad()
            return
        self._shown = replace(self._shown, picked=None)
        self._counter.edit(TakeItemBack(picked), Hint.ITEM_TAKEN_BACK)

    def enter(self, text: str) -> None:
        """Enter in the field: what is typed answers the question."""
        match self._shown.step:
            case NamingStep.NAME if self._shown.hits:
                self.choose(self._shown.chosen)
            case NamingStep.NAME if self._shown.picked is not None:
                self.edit_item(self._shown.picked)
            case NamingStep.NAME if text.strip():
                self._counter.ring_bad()  # the catalogue is not at hand yet, and nobody knows what it would say
            case NamingStep.NAME:
                self._counter.close_panel()
            case NamingStep.QUANTITY:
                self._quantity_entered(text)
            case NamingStep.WEIGHT:
                self._weight_entered(text)
            case NamingStep.PAPER:
                self._paper_entered(text.strip())
            case _:
                self._counter.ring_bad()

    def typed(self, character: str) -> None:
        """A digit or a letter outside a field: a form, or a nature."""
        if self._shown.step is NamingStep.FORM and character in FORM_KEYS:
            self.choose_form(FORM_KEYS[character])
        elif self._shown.step is NamingStep.NATURE:
            category = category_for(character, self._policy.item_categories)
            if category is None:
                self._counter.say(Hint.NO_SUCH_CATEGORY)
            else:
                self.choose_nature(category.code)
        else:
            self._counter.ring_bad()

    def choose_form(self, form: Form) -> None:
        """It is like that to the hand."""
        item = self._asked
        if item is not None:
            self._declare(replace(item, form=form), self._index)

    def choose_nature(self, code: str) -> None:
        """The unknown thing belongs to that category."""
        if self._shown.step is NamingStep.NATURE:
            self._declare(DeclaredItem(self._shown.item, code), None)

    def confirm(self) -> bool:
        """Space: looked closer, nothing found. False when that is not what is asked here."""
        if self._shown.step is not NamingStep.LOOK:
            return False
        self._counter.edit(ConfirmCloserLook(), Hint.LOOKED_CLOSER)
        return True

    def cancel(self) -> bool:
        """Leave the question for later; False when there is none to leave."""
        if self._shown.step is NamingStep.NAME:
            return False
        self._ask_name()
        return True

    # What comes of it

    def follow(self) -> None:
        """The store has answered: go on to the next question."""
        self._tie_paper_photo()
        awaited, items = self._awaited, self._items
        if awaited is not None:
            if self._index < len(items) and items[self._index] == awaited:
                self._awaited = None
                self._go_on(awaited)
        elif self._shown.step is NamingStep.LOOK and not self.looks:
            self._ask_name()

    def _go_on(self, item: DeclaredItem) -> None:
        if self._shown.step in (NamingStep.NAME, NamingStep.NATURE) and not self._stands_against(item):
            self._ask_quantity(item)
        else:
            self._ask_about(self._index)

    def _ask_name(self) -> None:
        self._matches = ()
        self._shown = Naming(turn=self._shown.turn + 1)

    def _ask_quantity(self, item: DeclaredItem) -> None:
        units = units_of(self._entry(item), self._policy.item_rules)
        known = any(unit.code == item.unit for unit in units)
        self._shown = Naming(
            step=NamingStep.QUANTITY,
            turn=self._shown.turn + 1,
            text=str(item.quantity),
            item=item.name,
            units=units,
            unit=item.unit if known or not units else units[0].code,
        )
        self._counter.redraw()

    def _ask_about(self, index: int) -> None:
        """The next thing that the rules want to know about an item; the next name when there is none."""
        item, decision = self._items[index], self._counter.view.decision
        step = next_step(item, decision)
        if step is None:
            self._ask_name()
            return
        self._index = index
        about = paper_asked(item, decision.goods, step)
        self._shown = Naming(
            step=step,
            turn=self._shown.turn + 1,
            text=str(item.weight_g) if step is NamingStep.WEIGHT and item.weight_g is not None else "",
            item=item.name,
            paper=self._policy.item_rules.paper(about) if about is not None else None,
        )

    def _quantity_entered(self, text: str) -> None:
        item, quantity = self._asked, _whole(text)
        if item is None or not quantity_is_valid(quantity):
            self._refuse_text(text)
            return
        unit = self._shown.unit if self._shown.units else item.unit
        self._declare(replace(item, quantity=quantity, unit=unit), self._index)

    def _weight_entered(self, text: str) -> None:
        item, grams = self._asked, _whole(text)
        if item is None or not 0 < grams <= MAX_WEIGHT_G:
            self._refuse_text(text)
            return
        self._declare(replace(item, weight_g=grams), self._index)

    def _paper_entered(self, number: str) -> None:
        item = self._asked
        kind = paper_asked(item, self._counter.view.decision.goods, NamingStep.PAPER) if item is not None else None
        if item is None or kind is None or not 0 < len(number) <= _LONGEST_PAPER_NUMBER:
            self._refuse_text(number)
            return
        others = tuple(paper for paper in item.papers if paper.kind != kind)
        self._declare(replace(item, papers=(*others, Paper(kind, number))), self._index)

    def _refuse_text(self, text: str) -> None:
        self._shown = replace(self._shown, text=text, wrong=True, turn=self._shown.turn + 1)
        self._counter.ring_bad()
        self._counter.redraw()

    def _declare_entry(self, entry: CatalogueEntry) -> None:
        """What is prohibited has no nature of its own: the parcel's, else the pack's last one, for what is left."""
        nature = entry.nature or self._category or self._policy.item_categories[-1].code
        units = units_of(entry, self._policy.item_rules)
        unit = units[0].code if units else PIECE
        self._declare(DeclaredItem(entry.name, nature, entry=entry.code, unit=unit), None)

    def _declare_typed(self, name: str) -> None:
        """A name of the catalogue is its entry, although nobody picked it."""
        entry = self._policy.catalogue.named(name)
        if entry is not None:
            self._declare_entry(entry)
        elif self._category is None:
            self._shown = Naming(step=NamingStep.NATURE, turn=self._shown.turn + 1, item=name)
            self._counter.redraw()
        else:
            self._declare(DeclaredItem(name, self._category), None)

    def _declare(self, item: DeclaredItem, index: int | None) -> None:
        before = self._items[index] if index is not None and index < len(self._items) else None
        self._index = index if index is not None else len(self._items)
        if before == item:
            self._go_on(item)
            self._counter.redraw()
            return
        self._awaited = item.instead_of(before)
        self._counter.edit(DeclareItem(item, index), Hint.ITEM_DECLARED)

    def _tie_paper_photo(self) -> None:
        asked = self._index if self._shown.step is NamingStep.PAPER_PHOTO else None
        found = loose_paper_photo(self._counter.view, self._tied, asked)
        if found is not None and self._counter.signed_in() is not None:
            evidence_id, index, item = found
            self._tied.add(evidence_id)
            self._declare(item, index)

    # What stands there

    @property
    def _items(self) -> tuple[DeclaredItem, ...]:
        parcel = self._counter.view.parcel
        return parcel.inspection.items if parcel is not None else ()

    @property
    def _category(self) -> str | None:
        parcel = self._counter.view.parcel
        return parcel.inspection.item_category if parcel is not None else None

    @property
    def _asked(self) -> DeclaredItem | None:
        return self._items[self._index] if self._index < len(self._items) else None

    def _entry(self, item: DeclaredItem) -> CatalogueEntry | None:
        return self._policy.catalogue.entry(item.entry) if item.entry is not None else None

    def _stands_against(self, item: DeclaredItem) -> bool:
        return stands_against(item, self._counter.view.decision.goods)

    def _rows(self, text: str) -> tuple[ShownHit, ...]:
        if not text or self._search is None:
            return ()
        rows = tuple(self._row(match) for match in self._matches)
        known = self._policy.catalogue.named(text)
        offered = known is not None and any(match.entry == known for match in self._matches)
        return rows if offered else (*rows, ShownHit(text))

    def _row(self, match: Match) -> ShownHit:
        entry, catalogue = match.entry, self._policy.catalogue
        return ShownHit(
            name=entry.name,
            standing=entry.standing,
            matched=match.matched if match.matched != entry.name else "",
            name_en=entry.name_en,
            category=catalogue.category(entry.category) if entry.category is not None else None,
            rules=shown_rules(entry, self._policy.item_rules),
            hint=catalogue.hint(entry.hint) if entry.hint is not None else None,
        )


def _whole(text: str) -> int:
    """The whole number that is typed; 0 for anything else, which no question takes."""
    return int(text) if text.isascii() and text.isdecimal() else 0
