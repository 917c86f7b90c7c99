"""Goods of the shipped catalogue that stand for what the rules can ask, and the search that finds them."""

from functools import cache

from app.catalogue_search import CatalogueSearch
from app.domain.catalogue import CatalogueEntry
from tests.support.builders import policy
from ui.screens.acceptance.goods_lookup import GoodsSearch


@cache
def goods_search() -> GoodsSearch:
    """The search in the shipped catalogue; prepared once, since it does not change."""
    return CatalogueSearch(policy().catalogue).find


def entry_named(name: str) -> CatalogueEntry:
    """The shipped catalogue's entry with that name."""
    return next(entry for entry in policy().catalogue.entries if entry.name == name)
