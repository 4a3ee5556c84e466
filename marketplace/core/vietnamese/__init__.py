"""Vietnamese text as values: folding for search, keys for sorting. Pure; used by the database and both search engines."""

from marketplace.core.vietnamese.folding import fold, slugify
from marketplace.core.vietnamese.sorting import sort_key

__all__ = ["fold", "slugify", "sort_key"]
