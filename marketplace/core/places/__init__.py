"""Vietnam's provinces and communes, and the names they had before July 2025.

The files are read when first asked for, once in a process (some 30 ms), and kept.
"""

from marketplace.core.places.matching import find_communes, find_province
from marketplace.core.places.units import (
    Commune,
    Province,
    commune,
    communes_of,
    former_names_of,
    old_districts_of,
    province,
    provinces,
)

__all__ = [
    "Commune",
    "Province",
    "commune",
    "communes_of",
    "find_communes",
    "find_province",
    "former_names_of",
    "old_districts_of",
    "province",
    "provinces",
]
