"""Changes to the operator's tax table."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from marketplace.tax.models import TaxClass, TaxRate


@transaction.atomic
def set_rate(
    *, tax_class: TaxClass, percent: Decimal, valid_from: date, kind: str = "", country: str = "VN"
) -> TaxRate:
    """From this day on the rate is `percent`; the row before it ends the day before. Placed orders keep theirs."""
    rows = TaxRate.objects.filter(tax_class=tax_class, cooperative_kind=kind, country=country)
    following = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    rows.filter(Q(valid_until=None) | Q(valid_until__gte=valid_from), valid_from__lt=valid_from).update(
        valid_until=valid_from - timedelta(days=1)
    )
    row, _ = rows.update_or_create(
        tax_class=tax_class,
        cooperative_kind=kind,
        country=country,
        valid_from=valid_from,
        defaults={
            "rate_percent": percent,
            "valid_until": following and following.valid_from - timedelta(days=1),
        },
    )
    return row
