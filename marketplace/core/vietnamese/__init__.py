"""Vietnamese text as values: folding, spelling, sorting, and the words search engines are given. Pure."""

from marketplace.core.vietnamese.analysis import (
    HEAD,
    TAIL,
    Analyzed,
    Words,
    analyze,
    beginnings,
    pair_of,
    started,
)
from marketplace.core.vietnamese.folding import fold, slugify, words
from marketplace.core.vietnamese.prices import PriceRange, take_price
from marketplace.core.vietnamese.quantities import Quantity, take_quantity, without_packs
from marketplace.core.vietnamese.sorting import sort_key
from marketplace.core.vietnamese.sounds import sound_of
from marketplace.core.vietnamese.spelling import Syllable, is_word, spelled, spelled_and_folded, syllables
from marketplace.core.vietnamese.synonyms import Synonyms, read_synonyms, synonyms_of
from marketplace.core.vietnamese.telex import decode_keys, decode_telex

__all__ = [
    "HEAD",
    "TAIL",
    "Analyzed",
    "PriceRange",
    "Quantity",
    "Syllable",
    "Synonyms",
    "Words",
    "analyze",
    "beginnings",
    "decode_keys",
    "decode_telex",
    "fold",
    "is_word",
    "pair_of",
    "read_synonyms",
    "slugify",
    "sort_key",
    "sound_of",
    "spelled",
    "spelled_and_folded",
    "started",
    "syllables",
    "synonyms_of",
    "take_price",
    "take_quantity",
    "without_packs",
    "words",
]
