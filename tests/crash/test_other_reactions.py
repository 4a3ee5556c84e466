"""The worker killed in the middle of every reaction to what happens to accounts, people, openings and goods.

As `test_reactions.py` for orders: the job runs again, and its effect is there once. What is not killed here stands in
ELSEWHERE with its reason, so a new reaction is killed from the day it is listed.
"""

import itertools
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from marketplace.account import events as account
from marketplace.catalog import events as catalog
from marketplace.catalog.models import ProductChannelListing
from marketplace.catalog.services import update_product
from marketplace.checkout.models import Checkout
from marketplace.content import events as content
from marketplace.cooperative import events as cooperative
from marketplace.cooperative.models import CooperativeMember, OwnerHandover
from marketplace.core.actor import SYSTEM
from marketplace.core.events import emit
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.notification.models import Message
from marketplace.order import events as order
from marketplace.order.models import Order
from marketplace.oversight import events as oversight
from marketplace.oversight import services
from marketplace.oversight.models import (
    Complaint,
    DataExport,
    JudgedGoods,
    ListingEntry,
    OpeningEntry,
    Paper,
    PaperKind,
)
from marketplace.reactions import REACTIONS
from marketplace.shipping import events as shipping
from marketplace.shipping.models import RateReason
from marketplace.site.services import update_settings
from marketplace.warehouse import events as warehouse
from tests import factories as make
from tests.crash.dying import killed
from tests.oversight.people import MINH, good, looked_at, subject
from tests.oversight.test_take_downs import request

pytestmark = pytest.mark.django_db(transaction=True)

SEARCH = "marketplace.search.tasks"
"""What its reactions do is in the search engine, written anew as a whole: tests/search."""
ELSEWHERE = (order, content, warehouse)
"""Orders: `test_reactions.py`. Pages and stock have no reactions but those of the search."""
FOLLOWS = [
    (kind, each)
    for kind, reactions in REACTIONS.items()
    if kind.__module__ not in {each.__name__ for each in ELSEWHERE}
    for each in reactions
    if each.__module__ != SEARCH
]
THERE = "https://cho.example/vi/"


# what must be there for an event, and the event


def phone():
    return f"+8490{make.number():07d}"


def somebody(**columns):
    return make.user(**{"phone": phone(), "is_phone_confirmed": True, **columns})


def asked(kind, **columns):
    return lambda: kind(somebody(**columns).pk, THERE)


def confirmed(kind):
    """Somebody who ordered as a guest, and works for a cooperative by a link."""

    def happened():
        user = somebody()
        placed = make.order(make.on_sale())
        Order.objects.filter(pk=placed.pk).update(user=None, email=user.email, phone=user.phone)
        make.member(phone=user.phone)
        return kind(user.pk)

    return happened


def renumbered(kind):
    """Somebody whose cooperative reaches them by the old number."""

    def happened():
        user = somebody()
        make.member(user=user, phone=phone())
        return kind(user.pk)

    return happened


def deleted():
    """Somebody with an old order, an open cart, and a shop that has another owner."""
    user = somebody()
    old = make.order(make.on_sale(), user=user)
    Order.objects.filter(pk=old.pk).update(status="CANCELED", updated_at=make.LONG_AGO)
    open_cart = make.ready_cart(make.on_sale(), user=user)
    Checkout.objects.filter(pk=open_cart.pk).update(user=user)
    shop = make.member(phone=phone()).cooperative
    make.member(cooperative=shop, user=user, phone="")
    return account.AccountDeleted(user.pk)


def membership(kind):
    def happened():
        member = make.member(phone=phone())
        return kind(member.cooperative_id, member.pk)

    return happened


def mandate(kind):
    def happened():
        made = make.mandate(helper=make.helper(phone=phone()))
        return kind(made.cooperative_id, made.pk)

    return happened


def offered():
    giver = make.member(phone=phone())
    taker = make.member(cooperative=giver.cooperative, role="MANAGER", phone=phone())
    made = OwnerHandover.objects.create(
        cooperative=giver.cooperative, giver=giver, taker=taker, made_by=f"member:{giver.pk}"
    )
    return cooperative.OwnerHandoverOffered(giver.cooperative_id, made.pk)


def seller():
    return make.member(user=somebody()).cooperative


def opening(kind):
    def happened():
        shop = seller()
        entry = OpeningEntry.objects.create(
            cooperative=shop, at=timezone.now(), actor="system", status="APPROVED", reason="Xong"
        )
        return kind(shop.pk, entry.pk)

    return happened


def refused_paper():
    shop = seller()
    kind, _made = PaperKind.objects.get_or_create(slug="giay", defaults={"name": "Giấy"})
    paper = Paper.objects.create(
        cooperative=shop, kind=kind, given_at=timezone.now(), content_type="image/jpeg", size=1
    )
    return oversight.PaperRefused(shop.pk, paper.pk)


def listing(kind):
    def happened():
        product = make.on_sale(cooperative=seller()).product
        entry = ListingEntry.objects.create(
            product=product,
            product_name=product.name,
            cooperative=product.cooperative,
            channel=make.channel(),
            deed="APPROVED",
            at=timezone.now(),
            actor="system",
        )
        return kind(product.cooperative_id, product.pk, make.channel().pk, entry.pk)

    return happened


def taken_down(kind):
    def happened():
        product = make.on_sale(cooperative=seller()).product
        return kind(product.cooperative_id, request(product_id=product.pk).pk)

    return happened


def data_ready():
    shop = seller()
    now = timezone.now()
    made = DataExport.objects.create(cooperative=shop, asked_at=now, asked_by="system", ready_at=now)
    return oversight.DataReady(shop.pk, made.pk)


def complained(kind, **columns):
    def happened():
        number = uuid4().hex
        now = timezone.now()
        complaint = Complaint.objects.create(
            number=number[:20], key=number, kind="OTHER", story="Vỡ.", name="Lan", email="lan@example.com",
            language_code="vi", received_at=now, deadline_at=now, **columns,
        )  # fmt: skip
        return kind(complaint.pk)

    return happened


def edited():
    """Goods of a new shop that were looked at, and say something else since."""
    update_settings(first_listings_looked_at=3)
    product = good(seller())
    services.submit_listing(**subject(product), actor=MINH)
    services.approve_listing(**looked_at(product), actor=MINH)
    update_product(product=product, name="Tên khác hẳn")
    return product


def shown_again():
    product = edited()
    return catalog.ProductPublished(product.pk, make.channel().pk, product.cooperative_id)


HAPPENED = {
    account.ConfirmationAsked: asked(account.ConfirmationAsked, is_confirmed=False),
    account.RegisteredAgain: asked(account.RegisteredAgain),
    account.PasswordResetAsked: asked(account.PasswordResetAsked),
    account.EmailChangeAsked: asked(account.EmailChangeAsked, pending_email="moi@example.com"),
    account.DeletionAsked: asked(account.DeletionAsked),
    account.Invited: asked(account.Invited),
    account.EmailChanged: lambda: account.EmailChanged(somebody().pk),
    account.PasswordChanged: lambda: account.PasswordChanged(somebody().pk),
    account.AccountConfirmed: confirmed(account.AccountConfirmed),
    account.PhoneConfirmed: confirmed(account.PhoneConfirmed),
    account.PhoneChanged: renumbered(account.PhoneChanged),
    account.PhoneReleased: renumbered(account.PhoneReleased),
    account.AccountDeleted: deleted,
    cooperative.MemberInvited: membership(cooperative.MemberInvited),
    cooperative.MemberLinkAsked: membership(cooperative.MemberLinkAsked),
    cooperative.MandateProposed: mandate(cooperative.MandateProposed),
    cooperative.MandateConfirmed: mandate(cooperative.MandateConfirmed),
    cooperative.MandateLinkAsked: mandate(cooperative.MandateLinkAsked),
    cooperative.OwnerHandoverOffered: offered,
    oversight.OpeningApproved: opening(oversight.OpeningApproved),
    oversight.OpeningMoreWanted: opening(oversight.OpeningMoreWanted),
    oversight.OpeningRefused: opening(oversight.OpeningRefused),
    oversight.SuspensionAnnounced: opening(oversight.SuspensionAnnounced),
    oversight.SuspensionWithdrawn: opening(oversight.SuspensionWithdrawn),
    oversight.ShopSuspended: opening(oversight.ShopSuspended),
    oversight.PaperRefused: refused_paper,
    oversight.ListingApproved: listing(oversight.ListingApproved),
    oversight.ListingHeld: listing(oversight.ListingHeld),
    oversight.ListingSentBack: listing(oversight.ListingSentBack),
    oversight.GoodsTakenDown: taken_down(oversight.GoodsTakenDown),
    oversight.GoodsRestored: taken_down(oversight.GoodsRestored),
    oversight.DataReady: data_ready,
    oversight.ComplaintReceived: complained(oversight.ComplaintReceived),
    oversight.ComplaintAnswered: complained(
        oversight.ComplaintAnswered, status="ANSWERED", answer="Đã đền.", answered_at=timezone.now()
    ),
    shipping.RatesChanged: lambda: shipping.RatesChanged(
        seller().pk, 1, "VND", [], reason_id=str(RateReason.objects.create(pk=uuid4(), text="Xã xa hơn").pk)
    ),
    catalog.ProductPublished: shown_again,
    catalog.GoodsChanged: lambda: catalog.GoodsChanged([edited().pk]),
}
"""How the world stands when an event has just happened."""


@pytest.fixture(autouse=True)
def phones(settings):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Deaf"}


class Deaf:
    """A messenger that takes everything."""

    def send(self, text):
        return None


def test_every_reaction_is_killed_at_night_or_says_why_not():
    assert {kind.__name__ for kind, _ in FOLLOWS} - {kind.__name__ for kind in HAPPENED} == set()


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("kind", "reaction"), FOLLOWS, ids=[f"{kind.__name__}-{each.__name__}" for kind, each in FOLLOWS]
)
def test_a_reaction_that_is_killed_anywhere_has_its_effect_once(kind, reaction):
    usual = _effect_of(lambda: _once(kind, reaction))
    assert any(usual.values())
    for step in itertools.count(1):
        died = []

        def killed_and_run_again(step=step, died=died):
            _due(kind, reaction)
            due = _there()
            died.append(killed(run_due, after=step))
            Job.objects.update(run_after=timezone.now())  # its lease has run out
            run_due()
            return due

        assert _effect_of(killed_and_run_again) == usual, f"killed after step {step}"
        assert not Job.objects.exclude(last_error="").exists()
        Job.objects.all().delete()
        if not died[0]:
            break
    assert step > 4


def _once(kind, reaction):
    _due(kind, reaction)
    due = _there()
    assert run_due()  # and what follows from it
    return due


def _due(kind, reaction):
    """This has happened, with this one job due."""
    happened = HAPPENED[kind]()
    assert isinstance(happened, kind)
    Job.objects.all().delete()
    with transaction.atomic():
        emit(happened, actor=SYSTEM)
    name = f"{reaction.__module__}.{reaction.__qualname__}"
    Job.objects.exclude(reaction=name).delete()
    return Job.objects.get()


def _effect_of(work):
    """How many of what reactions make or take there are more than when the job was due, which `work` answers."""
    due = work()
    return {name: count - due[name] for name, count in _there().items()}


def _there():
    return {
        "told": Message.objects.count(),
        "said": Event.objects.count(),
        "orders of accounts": Order.objects.exclude(user=None).count(),
        "orders without contact": Order.objects.filter(email="", phone="").count(),
        "carts without contact": Checkout.objects.filter(email="", shipping_address=None).count(),
        "members with an account": CooperativeMember.objects.exclude(user=None).count(),
        "members with a number": CooperativeMember.objects.exclude(phone="").count(),
        "members with the number of their account": CooperativeMember.objects.filter(
            phone=F("user__phone")
        ).count(),
        "members in office": CooperativeMember.objects.filter(is_active=True).count(),
        "hidden": ProductChannelListing.objects.filter(review="WAITING").count(),
        "held": ListingEntry.objects.filter(deed="HELD").count(),
        "judged": JudgedGoods.objects.count(),
    }
