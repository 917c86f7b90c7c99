"""What a clerk finds, and in which order."""

from dataclasses import replace

import pytest

from app.catalogue_search import MOST_HITS, MOST_TYPED, CatalogueSearch
from app.domain.catalogue import Catalogue, CatalogueEntry, Standing
from tests.support.builders import policy

CATALOGUE = policy().catalogue
SEARCH = CatalogueSearch(CATALOGUE)


def first(text: str) -> str:
    return SEARCH.find(text)[0].entry.name


def names(text: str) -> list[str]:
    return [hit.entry.name for hit in SEARCH.find(text)]


def of(*entries: CatalogueEntry) -> Catalogue:
    """A catalogue of these entries alone."""
    return replace(CATALOGUE, entries=entries, by_code={entry.code: entry for entry in entries})


def entry(name: str, standing: Standing = Standing.ALLOWED, *synonyms: str, code: str = "") -> CatalogueEntry:
    return CatalogueEntry(code or f"{standing}-{name}", name, name, standing, synonyms=synonyms)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("打火机", "打火机"),
        ("火机", "打火机"),
        ("dahuoji", "打火机"),
        ("da huo ji", "打火机"),
        ("dǎ huǒ jī", "打火机"),
        ("da3 huo3 ji1", "打火机"),
        ("DHJ", "打火机"),
        ("dahuoj", "打火机"),
        ("dhuoji", "打火机"),
        ("打huo机", "打火机"),
        ("lighter", "打火机"),
        ("dahouji", "打火机"),
        ("dahuojo", "打火机"),
        ("dahoji", "打火机"),
        ("达火鸡", "打火机"),
        ("打伙机", "打火机"),
        ("洋芋", "土豆"),
        ("见手青", "野生菌"),
        ("chonglou", "野生重楼"),
        ("T恤", "衣服"),
        ("充电宝一个", "充电宝"),
        ("自制辣椒酱两瓶", "辣椒酱"),
        ("自制辣交酱两瓶", "辣椒酱"),
        ("一箱普洱熟茶 送朋友", "普洱茶"),
        ("鸡枞油三罐", "鸡枞油"),
    ],
)
def test_what_is_meant_comes_first(typed: str, found: str) -> None:
    assert first(typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "！？", "\n", "ghjkqwx", "🙂", "ш"])
def test_nothing_is_found_for_nothing_and_for_nonsense(typed: str) -> None:
    assert SEARCH.find(typed) == ()


def test_the_exact_name_comes_before_the_longer_one() -> None:
    assert names("打火机")[0] == "打火机"
    assert names("打火机油")[:2] == ["煤油", "打火机"]


def test_the_longer_name_in_a_text_comes_before_the_shorter_one() -> None:
    search = CatalogueSearch(of(entry("辣椒"), entry("辣椒酱"), entry("酱")))
    assert [hit.matched for hit in search.find("自制辣椒酱两瓶")] == ["辣椒酱", "辣椒"]


def test_among_equally_good_hits_the_graver_comes_first() -> None:
    search = CatalogueSearch(
        of(
            entry("火龙果"),
            entry("火把", Standing.RESTRICTED),
            entry("火药桶壳", Standing.PROHIBITED),
            entry("火腿"),
        )
    )
    assert [hit.matched for hit in search.find("火")] == ["火药桶壳", "火把", "火腿", "火龙果"]
    assert [hit.matched for hit in search.find("huo")] == ["火药桶壳", "火把", "火腿", "火龙果"]


def test_danger_is_not_pushed_out_by_many_harmless_hits() -> None:
    harmless = [entry(f"火{number}号", code=f"a{number}") for number in range(50)]
    search = CatalogueSearch(of(*harmless, entry("火药引信", Standing.PROHIBITED)))
    for typed in ("火", "huo", "h"):
        hits = search.find(typed)
        assert len(hits) == MOST_HITS
        assert hits[0].matched == "火药引信"


def test_an_error_never_outranks_what_is_without_one() -> None:
    for typed in ("dahuoji", "辣椒", "huo", "yan", "sanqi"):
        scores = [hit.score for hit in SEARCH.find(typed)]
        assert scores == sorted(scores, reverse=True)
    search = CatalogueSearch(of(entry("火鸡"), entry("火机", Standing.PROHIBITED)))
    assert [hit.matched for hit in search.find("火鸡")] == ["火鸡", "火机"]


def test_an_entry_is_told_once_with_its_best_name() -> None:
    search = CatalogueSearch(of(entry("香烟", Standing.RESTRICTED, "卷烟", "纸烟", "烟")))
    (hit,) = search.find("烟")
    assert (hit.matched, hit.score) == ("烟", 100)


def test_the_catalogues_own_initials_count_too() -> None:
    # 都匀毛尖: the tables may read 都 in another way than the province does
    told = replace(entry("都匀毛尖"), initials=("DYMJ", "XYMJ"))
    assert [hit.score for hit in CatalogueSearch(of(told)).find("xymj")] == [95]


def test_a_limit_is_kept() -> None:
    assert [len(SEARCH.find("y", limit)) for limit in (1, 3, 20)] == [1, 3, 20]


def test_only_the_beginning_of_an_endless_text_is_looked_at() -> None:
    filler = "好" * MOST_TYPED
    assert SEARCH.find(filler + "打火机") == ()
    assert SEARCH.find("打火机" + filler)[0].entry.name == "打火机"


def test_an_empty_catalogue_finds_nothing() -> None:
    search = CatalogueSearch(of())
    assert [search.find(text) for text in ("火", "huo", "h", "火机huo")] == [(), (), (), ()]
