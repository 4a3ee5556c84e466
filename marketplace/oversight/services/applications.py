"""Opening a shop, as whoever opens it does it: apply, fill in, accept the rules, submit."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import Address, User
from marketplace.cooperative.models import (
    Cooperative,
    CooperativeKind,
    CooperativeMember,
    OpeningStatus,
    Role,
)
from marketplace.cooperative.rights import SHOP
from marketplace.cooperative.services import add_member, create_cooperative, update_cooperative
from marketplace.core.actor import Actor
from marketplace.core.banks import bank
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.moves import IllegalMove
from marketplace.core.phone import normalize_phone
from marketplace.core.places import commune, province
from marketplace.core.tax_code import normalize_tax_code
from marketplace.core.vietnamese import fold
from marketplace.oversight import queries
from marketplace.oversight.errors import RulesChanged, StepMissing
from marketplace.oversight.events import OpeningSubmitted
from marketplace.oversight.models import Application, OpeningEntry, RulesAcceptance, Step
from marketplace.oversight.queries import LOOKS_AT_SHOPS
from marketplace.oversight.queries.checklist import CheckedStep
from marketplace.oversight.services.history import step
from marketplace.warehouse.models import Warehouse
from marketplace.warehouse.services import create_warehouse

OPEN_TO_FILL = (OpeningStatus.DRAFT, OpeningStatus.MORE_WANTED)
MOST_AT_ONCE = 5
"""Openings one person can have under way."""
_ACCOUNT = re.compile(r"[0-9A-Z]{5,19}")
FIELDS = frozenset(
    {
        "name", "legal_name", "tax_code", "responsible_name", "responsible_phone", "bank_bin", "bank_account_number",
        "bank_account_name", "pickup_commune_code", "pickup_street", "phone",
    }
)  # fmt: skip
"""What `fill_in` takes."""


@transaction.atomic
def apply(
    *,
    name: str,
    kind: CooperativeKind,
    commune_code: str,
    phone: str = "",
    owner_name: str = "",
    actor: Actor,
) -> Cooperative:
    """A shop begins to be opened; whoever asks becomes its owner. Staff begin one for somebody else, named and called.

    The same person asking for the same name again gets the shop that is there. Raises DomainError, PhoneInvalid.
    """
    user = _person(actor)
    if not name.strip():
        raise DomainError(_("What is the shop called?"), code="REQUIRED", field="name")
    if user is None and not (owner_name.strip() and phone.strip()):
        raise DomainError(_("Say whose shop it is, and their phone."), code="REQUIRED", field="owner_name")
    phone = normalize_phone(phone) if phone.strip() else ""
    name = " ".join(name.split())[:250]
    if user and (known := _under_way(user, name)):
        return known
    cooperative = create_cooperative(
        name=name,
        commune_code=commune_code,
        kind=kind,
        phone=phone,
        legal_name="",
        is_active=False,
        opening_status=OpeningStatus.DRAFT,
    )
    Application.objects.create(cooperative=cooperative, created_at=timezone.now())
    called = owner_name.strip() or (user and f"{user.first_name} {user.last_name}".strip()) or name
    own = phone or (user.phone if user and user.phone else "")
    add_member(cooperative=cooperative, name=called[:250], role=Role.OWNER, phone=own, user=user)
    OpeningEntry.objects.create(
        cooperative=cooperative, at=timezone.now(), actor=actor.key, status=cooperative.opening_status
    )
    return cooperative


def _person(actor: Actor) -> User | None:
    """Who opens it, locked so that a form sent twice finds the first one's shop; None for staff doing it for others."""
    if actor.may(LOOKS_AT_SHOPS):
        return None
    user = User.objects.select_for_update().filter(pk=actor.user_id or 0).first()
    if user is None:  # a link opens one cooperative's work, it is no account
        raise DomainError(_("Sign in with your own account or phone to open a shop."), field="name")
    return user


def _under_way(user: User, name: str) -> Cooperative | None:
    mine = CooperativeMember.objects.filter(user=user, role=Role.OWNER, is_active=True).values("cooperative")
    shops = Cooperative.objects.filter(pk__in=mine).exclude(opening_status=OpeningStatus.APPROVED)
    same = shops.filter(name_folded=fold(name), opening_status=OpeningStatus.DRAFT).first()
    if same is None and shops.count() >= MOST_AT_ONCE:
        raise DomainError(_("Finish the shops you have begun first."), field="name")
    return same


@transaction.atomic
def fill_in(*, cooperative_id: int, actor: Actor, **given: str) -> Cooperative:
    """Write down some of FIELDS, as far as somebody has come; "" empties one. All that is wrong is said at once.

    Raises CooperativeNotFound, IllegalMove while staff look at it or after, DomainErrors with the fields' names.
    """
    if unknown := given.keys() - FIELDS:
        raise TypeError(f"an opening has no {', '.join(sorted(unknown))}")
    cooperative = _open(cooperative_id, actor)
    columns = _checked({name: " ".join(text.split()) for name, text in given.items()}, cooperative)
    own = {each.name for each in Cooperative._meta.concrete_fields}
    if of_shop := {name: text for name, text in columns.items() if name in own}:
        update_cooperative(cooperative=cooperative, **of_shop)
    if of_application := {name: text for name, text in columns.items() if name.startswith("responsible_")}:
        Application.objects.update_or_create(
            cooperative=cooperative,
            defaults=of_application,
            create_defaults={"created_at": timezone.now(), **of_application},
        )
    if "pickup_commune_code" in columns or "pickup_street" in columns:
        _keep_goods_at(cooperative, columns)
    return cooperative


@transaction.atomic
def accept_rules(*, cooperative_id: int, version: int, page_slug: str = "", actor: Actor) -> Cooperative:
    """Accept the rules that are asked of this kind of seller, in the version that was read (its number).

    Raises CooperativeNotFound, and RulesChanged where another version is in force by now.
    """
    cooperative = queries.cooperative_for(actor, cooperative_id, SHOP, staff=LOOKS_AT_SHOPS)
    steps = queries.checklists([cooperative])[cooperative.pk]
    rules = [each for each in steps if each.step == Step.RULES and page_slug in ("", each.page_slug)]
    if not rules or any(each.version is None or each.version.number != version for each in rules):
        raise RulesChanged
    RulesAcceptance.objects.bulk_create(
        (
            RulesAcceptance(cooperative=cooperative, version=each.version, at=timezone.now(), actor=actor.key)
            for each in rules
        ),
        ignore_conflicts=True,
    )
    return cooperative


@transaction.atomic
def submit(*, cooperative_id: int, actor: Actor) -> Cooperative:
    """Ask to be let in. Raises CooperativeNotFound, IllegalMove, and DomainErrors with a StepMissing for each gap."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, SHOP, staff=LOOKS_AT_SHOPS)
    if cooperative.opening_status in OPEN_TO_FILL:
        missing = queries.missing_steps(queries.checklists([cooperative])[cooperative.pk])
        if missing:
            raise DomainErrors([gap(each) for each in missing])
    step(cooperative, OpeningStatus.SUBMITTED, event=OpeningSubmitted, actor=actor)
    now = timezone.now()
    Application.objects.update_or_create(
        cooperative=cooperative,
        defaults={"submitted_at": now},
        create_defaults={"submitted_at": now, "created_at": now},
    )
    return cooperative


def gap(missing: CheckedStep) -> StepMissing:
    """What is said of a step that is not done."""
    words: dict[str, Any] = {
        Step.LEGAL_NAME: _("The legal name is missing."),
        Step.TAX_CODE: _("The tax code is missing."),
        Step.RESPONSIBLE_PERSON: _("Say who is responsible, with a phone number."),
        Step.BANK_ACCOUNT: _("The bank account is missing."),
        Step.PICKUP_ADDRESS: _("Say where goods are fetched."),
        Step.RULES: _("The rules are not accepted yet."),
    }
    if missing.paper_kind is not None:
        return StepMissing(
            _("A paper is missing: %(paper)s.") % {"paper": missing.paper_kind.name}, missing.step
        )
    return StepMissing(words[missing.step], missing.step)


def _open(cooperative_id: int, actor: Actor) -> Cooperative:
    cooperative = queries.locked_cooperative(actor, cooperative_id, SHOP, staff=LOOKS_AT_SHOPS)
    if cooperative.opening_status not in OPEN_TO_FILL:
        details = {"from": cooperative.opening_status}
        raise IllegalMove(_("This cannot be changed while or after staff look at it."), details=details)
    return cooperative


def _checked(given: dict[str, str], cooperative: Cooperative) -> dict[str, str]:
    """The fields as they are kept. Raises DomainErrors with everything that is wrong."""
    checks: dict[str, Any] = {
        "name": _name,
        "tax_code": lambda text: normalize_tax_code(text) if text else "",
        "responsible_phone": lambda text: normalize_phone(text, field="responsible_phone") if text else "",
        "phone": lambda text: normalize_phone(text) if text else "",
        "bank_bin": _bank,
        "bank_account_number": _account,
        "bank_account_name": lambda text: fold(text).upper()[:100],
        "pickup_commune_code": _commune,
    }
    wrong: list[DomainError] = []
    kept: dict[str, str] = {}
    for name, text in given.items():
        try:
            kept[name] = checks.get(name, lambda text: text[:250])(text)
        except DomainError as error:
            wrong.append(error)
    if wrong:
        raise DomainErrors(wrong)
    return kept


def _name(text: str) -> str:
    if not text:
        raise DomainError(_("What is the shop called?"), code="REQUIRED", field="name")
    return text[:250]


def _bank(text: str) -> str:
    if text and bank(text) is None:
        raise DomainError(_("Choose a bank of the list."), field="bank_bin")
    return text


def _account(text: str) -> str:
    number = text.replace(" ", "").replace(".", "").upper()
    if number and not _ACCOUNT.fullmatch(number):
        raise DomainError(_("An account number has 5 to 19 digits."), field="bank_account_number")
    return number


def _commune(text: str) -> str:
    if text and commune(text) is None:
        raise DomainError(_("There is no such commune."), code="NOT_FOUND", field="pickup_commune_code")
    return text


def _keep_goods_at(cooperative: Cooperative, columns: dict[str, str]) -> None:
    """The cooperative's first warehouse stands there; made where it has none."""
    warehouse = Warehouse.objects.filter(cooperative=cooperative).order_by("created_at", "pk").first()
    address = warehouse.address if warehouse else Address(company_name=cooperative.name, country="VN")
    place = commune(columns.get("pickup_commune_code", address.commune_code))
    if "pickup_street" in columns:
        address.street_address_1 = columns["pickup_street"]
    if place:
        over = province(place.province_code)
        address.city, address.commune_code = place.full_name, place.code
        address.country_area, address.province_code = over.full_name if over else "", place.province_code
    address.phone = address.phone or cooperative.phone
    if warehouse:
        address.save()
    elif place:
        create_warehouse(cooperative=cooperative, name=f"Kho {cooperative.name}"[:250], address=address)
