"""Filters of queues: what waits is shown first, without anybody choosing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.core.office import Words

EVERYTHING = "tat-ca"


class States(SimpleListFilter):
    """{word in the address: (label, condition)}; the first is shown at the beginning, everything comes last."""

    title = _("state")
    parameter_name = "trang-thai"
    states: ClassVar[dict[str, tuple[Words, Q]]] = {}

    def lookups(self, request: HttpRequest, desk: Any) -> list[tuple[str, Any]]:
        """The states, and everything."""
        return [
            *((word, label) for word, (label, _rows) in self.states.items()),
            (EVERYTHING, _("everything")),
        ]

    def value(self) -> str:
        """The chosen one; the first where nothing known is chosen."""
        chosen = super().value()
        return chosen if chosen in self.states or chosen == EVERYTHING else next(iter(self.states))

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Without Django's "all", which would not be what is shown at first."""
        for word, label in self.lookup_choices:
            yield {
                "selected": self.value() == word,
                "query_string": changelist.get_query_string({self.parameter_name: word}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Those in the state."""
        return rows if self.value() == EVERYTHING else rows.filter(self.states[self.value()][1])
