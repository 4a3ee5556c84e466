"""What a cooperative does with its part, and what follows."""

import uuid

import pytest

from marketplace.cooperative.rights import standing
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.order import services
from marketplace.order.errors import NotFetchedInPerson, NotSoMany, SuborderNotFound
from marketplace.order.models import Fulfillment, GrantedRefund, Order, Suborder
from marketplace.order.services import Declined
from marketplace.payment.models import TransactionItem
from marketplace.warehouse.models import Allocation, Stock
from tests import factories as make

pytestmark = pytest.mark.django_db


def seller(suborder):
    return Actor(ActorKind.USER, member_id=1, cooperatives={suborder.cooperative_id: standing("OWNER")})


@pytest.fixture
def part():
    return make.order(make.on_sale(), make.on_sale()).suborders.first()


def kinds_of(suborder):
    return list(Event.objects.filter(suborder_id=suborder.pk).order_by("at").values_list("kind", flat=True))


def test_a_part_goes_its_way_and_the_order_follows(part):
    actor = seller(part)
    order = part.order
    for verb, status, order_status in [
        (services.accept, "accepted", "unfulfilled"),
        (services.pack, "packed", "unfulfilled"),
        (services.ship, "shipped", "partially fulfilled"),
        (services.deliver, "delivered", "partially fulfilled"),
    ]:
        assert verb(suborder_id=part.pk, actor=actor).status == status
        part.refresh_from_db()
        order.refresh_from_db()
        assert (part.status, order.status) == (status, order_status)
    assert kinds_of(part) == [
        "SuborderAccepted",
        "SuborderPacked",
        "SuborderShipped",
        "SuborderDelivered",
        "CashCollected",
    ]


def test_when_all_parts_are_on_their_way_the_order_is_fulfilled():
    order = make.order(make.on_sale(), make.on_sale())
    for suborder in order.suborders.all():
        services.accept(suborder_id=suborder.pk, actor=seller(suborder))
        services.ship(suborder_id=suborder.pk, actor=seller(suborder))
    order.refresh_from_db()
    assert order.status == "fulfilled"


def test_shipped_goods_leave_the_warehouse(part):
    line = part.lines.get()
    services.accept(suborder_id=part.pk, actor=seller(part))
    services.ship(suborder_id=part.pk, tracking_number="VN 1180", carrier_name="Bưu điện", actor=seller(part))
    stock = Stock.objects.get(variant=line.variant_id)
    assert (stock.quantity, stock.quantity_allocated) == (9, 0)
    parcel = Fulfillment.objects.get(suborder=part)
    assert (parcel.position, parcel.tracking_number, parcel.carrier_name) == (1, "VN 1180", "Bưu điện")
    assert list(parcel.lines.values_list("order_line", "quantity")) == [(line.pk, 1)]
    line.refresh_from_db()
    assert line.quantity_fulfilled == 1


def test_goods_that_are_not_counted_can_be_shipped_too():
    part = make.order(make.on_sale(track_inventory=False)).suborders.get()
    services.accept(suborder_id=part.pk, actor=seller(part))
    assert services.ship(suborder_id=part.pk, actor=seller(part)).status == "shipped"


@pytest.mark.parametrize(
    ("done", "verb"),
    [
        ([], services.pack),
        ([], services.ship),
        ([services.accept], services.accept),
        ([services.accept, services.ship], services.ship),
        ([services.accept, services.ship], services.decline),
        ([services.accept, services.ship, services.deliver], services.deliver),
        ([services.decline], services.accept),
        ([services.decline], services.decline),
    ],
)
def test_a_step_out_of_turn_is_refused_and_changes_nothing(part, done, verb):
    for each in done:
        each(suborder_id=part.pk, actor=seller(part))
    part.refresh_from_db()
    before = (part.status, part.amount_due_amount, Event.objects.count())
    with pytest.raises(IllegalMove):
        verb(suborder_id=part.pk, actor=seller(part))
    part.refresh_from_db()
    assert (part.status, part.amount_due_amount, Event.objects.count()) == before


def test_goods_that_travel_are_not_delivered_before_they_are_shipped(part):
    services.accept(suborder_id=part.pk, actor=seller(part))
    with pytest.raises(NotFetchedInPerson):
        services.deliver(suborder_id=part.pk, actor=seller(part))
    part.refresh_from_db()
    assert part.status == "accepted"


def test_goods_fetched_in_person_leave_when_they_are_handed_over(part):
    Suborder.objects.filter(pk=part.pk).update(collects_in_person=True)
    services.accept(suborder_id=part.pk, actor=seller(part))
    services.deliver(suborder_id=part.pk, actor=seller(part))
    assert Stock.objects.get(variant=part.lines.get().variant_id).quantity == 9


def test_nobody_works_on_anothers_part(part):
    other = Actor(ActorKind.USER, member_id=2, cooperatives={part.cooperative_id + 1000: standing("OWNER")})
    for verb in (services.accept, services.pack, services.ship, services.deliver, services.decline):
        with pytest.raises(SuborderNotFound):
            verb(suborder_id=part.pk, actor=other)
    with pytest.raises(SuborderNotFound):
        services.accept(suborder_id=uuid.uuid4(), actor=SYSTEM)


# declining


@pytest.fixture
def three():
    """A part with 3 of one good (100.000 ₫ each) and delivery for 30.000 ₫."""
    return make.order(make.on_sale(), quantity=3).suborders.get()


def test_a_declined_piece_falls_from_what_is_due_and_from_nothing_else(three):
    line = three.lines.get()
    services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 1, "Vỡ")], actor=seller(three))
    three.refresh_from_db()
    line.refresh_from_db()
    order = Order.objects.get(pk=three.order_id)
    assert (three.status, three.total_gross_amount, order.total_gross_amount) == ("waiting", 338_000, 338_000)
    assert three.amount_due_amount == 238_000
    assert (line.quantity, line.quantity_declined) == (3, 1)
    refund = GrantedRefund.objects.get(suborder=three)
    assert (refund.amount, refund.shipping_included, refund.status) == (100_000, False, "none")
    assert list(refund.lines.values_list("order_line", "quantity", "reason")) == [(line.pk, 1, "Vỡ")]
    assert Allocation.objects.get(claim=line.pk).quantity == 2
    assert kinds_of(three) == ["LinesDeclined"]
    item = TransactionItem.objects.get(suborder_id=three.pk)
    assert (item.charge_pending_amount, item.canceled_amount) == (238_000, 100_000)


def test_the_rest_goes_on_and_only_the_rest_is_paid(three):
    line = three.lines.get()
    services.accept(suborder_id=three.pk, actor=seller(three))
    services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 1)], actor=seller(three))
    services.ship(suborder_id=three.pk, actor=seller(three))
    services.deliver(suborder_id=three.pk, actor=seller(three))
    assert Stock.objects.get(variant=line.variant_id).quantity == 8
    cash = Event.objects.get(kind="CashCollected")
    assert cash.payload["amount"] == 238_000


def test_the_whole_part_is_declined_with_its_delivery(three):
    services.decline(suborder_id=three.pk, reason="Hết hàng", actor=seller(three))
    three.refresh_from_db()
    order = Order.objects.get(pk=three.order_id)
    assert (three.status, three.amount_due_amount, three.decline_reason) == ("declined", 0, "Hết hàng")
    assert (order.status, order.total_gross_amount) == ("canceled", 338_000)
    refund = GrantedRefund.objects.get(suborder=three)
    assert (refund.amount, refund.shipping_included) == (338_000, True)
    stock = Stock.objects.get(variant=three.lines.get().variant_id)
    assert (stock.quantity, stock.quantity_allocated) == (10, 0)
    assert kinds_of(three) == ["SuborderDeclined"]


def test_declining_all_that_is_left_declines_the_part(three):
    line = three.lines.get()
    services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 2)], actor=seller(three))
    services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 1)], actor=seller(three))
    three.refresh_from_db()
    assert (three.status, three.amount_due_amount) == ("declined", 0)
    assert sum(GrantedRefund.objects.values_list("amount", flat=True)) == 338_000


def test_the_siblings_of_a_declined_part_are_not_touched():
    order = make.order(make.on_sale(), make.on_sale())
    first, second = order.suborders.all()
    services.decline(suborder_id=first.pk, actor=seller(first))
    second.refresh_from_db()
    order.refresh_from_db()
    assert (second.status, second.amount_due_amount, order.status) == ("waiting", 130_000, "unfulfilled")


@pytest.mark.parametrize(
    ("quantity", "code"), [(0, "INVALID"), (-1, "INVALID"), (4, "INSUFFICIENT_QUANTITY")]
)
def test_an_impossible_number_is_refused(three, quantity, code):
    with pytest.raises(DomainError) as refused:
        services.decline(
            suborder_id=three.pk, lines=[Declined(three.lines.get().pk, quantity)], actor=seller(three)
        )
    assert (refused.value.code, refused.value.field) == (code, "quantity")
    assert GrantedRefund.objects.count() == 0


def test_the_same_line_named_twice_counts_together(three):
    line = three.lines.get()
    with pytest.raises(NotSoMany):
        services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 2)] * 2, actor=seller(three))
    services.decline(suborder_id=three.pk, lines=[Declined(line.pk, 1)] * 2, actor=seller(three))
    line.refresh_from_db()
    assert line.quantity_declined == 2


def test_a_line_of_another_part_or_no_line_is_refused(three):
    other = make.order().suborders.get().lines.get()
    for lines, code in (([Declined(other.pk, 1)], "NOT_FOUND"), ([], "REQUIRED")):
        with pytest.raises(DomainError) as refused:
            services.decline(suborder_id=three.pk, lines=lines, actor=seller(three))
        assert refused.value.code == code
