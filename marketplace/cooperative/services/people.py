"""Who acts for a cooperative."""

from __future__ import annotations

from django.db import transaction

from marketplace.account.models import User
from marketplace.cooperative.models import Cooperative, CooperativeMember, Role
from marketplace.core.phone import normalize_phone


@transaction.atomic
def add_member(
    *,
    cooperative: Cooperative,
    name: str,
    role: Role = Role.PACKER,
    phone: str = "",
    user: User | None = None,
) -> CooperativeMember:
    """Somebody acts for the cooperative from now on, with or without an account."""
    phone = normalize_phone(phone) if phone else ""
    return CooperativeMember.objects.create(
        cooperative=cooperative, name=name, role=role, phone=phone, user=user
    )
