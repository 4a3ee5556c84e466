"""What must hold in the books at any time, whatever was asked. Each question answers with what is wrong."""

from collections import Counter

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from marketplace.checkout.models import Checkout, CheckoutLine
from marketplace.core.models import Event, Job
from marketplace.order.models import Order, OrderLine, Suborder
from marketplace.order.statuses import SuborderStatus
from marketplace.payment.models import TransactionItem
from marketplace.warehouse.models import Allocation, Reservation, Stock

AMOUNTS = [f"{name}_{side}_amount" for name in ("subtotal", "shipping", "total") for side in ("net", "gross")]
GONE = (SuborderStatus.SHIPPED, SuborderStatus.DELIVERED, SuborderStatus.RETURNED)


def broken():
    """Every broken promise, in words; empty when all is well."""
    return [*_stock(), *_promises(), *_sums(), *_carts(), *_events(), *_money()]


def _stock():
    for each in Stock.objects.annotate(promised=Sum("allocations__quantity")):
        if not 0 <= each.quantity_allocated <= each.quantity:
            yield f"stock {each.pk}: {each.quantity_allocated} of {each.quantity} promised"
        if (each.promised or 0) != each.quantity_allocated:
            yield f"stock {each.pk}: says {each.quantity_allocated} promised, but it is {each.promised}"
    held = Reservation.objects.filter(reserved_until__gt=timezone.now()).values("stock")
    for row in held.annotate(
        held=Sum("quantity"), free=F("stock__quantity") - F("stock__quantity_allocated")
    ):
        if row["held"] > row["free"]:
            yield f"stock {row['stock']}: {row['held']} held of {row['free']} free"


def _promises():
    """Every counted line that has not left the warehouse is promised in full, and nothing else is."""
    promised = Counter(dict(Allocation.objects.values_list("claim").annotate(sum=Sum("quantity"))))
    for line in OrderLine.objects.select_related("suborder", "variant"):
        mine = promised.pop(line.pk, 0)
        wanted = line.quantity - line.quantity_declined - line.quantity_fulfilled
        if line.variant is not None and line.variant.track_inventory and mine != wanted:
            yield f"line {line.pk} ({line.suborder.status}): {mine} promised, {wanted} wanted"
        if line.quantity_fulfilled and line.suborder.status not in GONE:
            yield f"line {line.pk}: sent, but its part is {line.suborder.status}"
    if promised:
        yield f"promises to nobody: {dict(promised)}"


def _sums():
    for order in Order.objects.all():
        of_parts = order.suborders.aggregate(**{name: Sum(name) for name in AMOUNTS})
        if (told := {name: getattr(order, name) for name in AMOUNTS}) != of_parts:
            yield f"order {order.number}: {told}, but its parts are {of_parts}"
    for part in Suborder.objects.annotate(
        net=Sum("lines__total_net_amount"), gross=Sum("lines__total_gross_amount")
    ):
        if (part.net, part.gross) != (part.subtotal_net_amount, part.subtotal_gross_amount):
            yield f"part {part.number}: its lines are {part.gross}, it says {part.subtotal_gross_amount}"


def _carts():
    placed = set(Order.objects.exclude(checkout_id=None).values_list("checkout_id", flat=True))
    completed = set(Checkout.objects.exclude(completed_at=None).values_list("pk", flat=True))
    if placed != completed:
        yield f"completed without order: {completed - placed}; orders of open carts: {placed - completed}"
    lines = CheckoutLine.objects.filter(checkout__completed_at=None).values("pk")
    if lost := Reservation.objects.exclude(claim__in=lines).count():
        yield f"{lost} holds of nobody's cart"
    if lonely := CheckoutLine.objects.exclude(
        checkout__parcels__cooperative=F("variant__product__cooperative")
    ).filter(checkout__completed_at=None):
        yield f"lines without a parcel: {[each.pk for each in lonely]}"


def _events():
    told = Counter(Event.objects.filter(kind="OrderPlaced").values_list("order_id", flat=True))
    if told != Counter(Order.objects.values_list("pk", flat=True)):
        yield f"orders and their events differ: {told}"
    if empty := Order.objects.annotate(parts=Count("suborders")).filter(parts=0).count():
        yield f"{empty} orders without parts"
    if stuck := list(
        Job.objects.filter(Q(attempts__gt=1) | ~Q(last_error="")).values_list("reaction", "last_error")
    ):
        yield f"jobs that failed: {stuck[:5]}"


def _money():
    """What a part still has to get or has got is what it is due."""
    items = {item.suborder_id: item for item in TransactionItem.objects.exclude(suborder_id=None)}
    for part in Suborder.objects.filter(payment_gateway="cod"):
        item = items.get(part.pk)
        if item is None or item.charge_pending_amount + item.charged_amount != part.amount_due_amount:
            yield f"part {part.number}: due {part.amount_due_amount}, transaction {item and item.charge_pending_amount}"


def lost_carts(ever_seen):
    """Ids of carts that were told to somebody and are no longer there."""
    return sorted(set(ever_seen) - {str(pk) for pk in Checkout.objects.values_list("pk", flat=True)})
