"""Vietnamese text as values: folding for search, keys for sorting. Pure; the database and search engines use it."""

from marketplace.core.vietnamese.folding import fold, slugify, words
from marketplace.core.vietnamese.sorting import sort_key

__all__ = ["fold", "slugify", "sort_key", "words"]
