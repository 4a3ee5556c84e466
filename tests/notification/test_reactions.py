"""Who is told what, in which language, and how often."""

import re

import pytest
from django.core import mail

from marketplace.cooperative.services import open_link
from marketplace.core.actor import SYSTEM
from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.notification import tasks
from marketplace.notification.models import Message
from marketplace.order import services
from marketplace.order.models import Order
from marketplace.order.services import Declined
from marketplace.payment.models import TransactionItem
from marketplace.ports.errors import Refused, Unavailable
from tests import factories as make

pytestmark = pytest.mark.django_db


class Phone:
    """A messenger that keeps what it brings, or fails as told."""

    sent: list = []
    failure: Exception | None = None

    def send(self, text):
        if Phone.failure:
            raise Phone.failure
        Phone.sent.append(text)


@pytest.fixture(autouse=True)
def phone(settings):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    settings.PUBLIC_URL = "https://cho.example/"
    Phone.sent, Phone.failure = [], None
    return Phone


def placed(**columns):
    """An order of one good, everybody told of it, and nothing told yet of what comes."""
    language = columns.pop("language", "vi")
    owner = make.member(phone="+84987654321")
    order = make.order(make.on_sale(cooperative=owner.cooperative), **columns)
    Order.objects.filter(pk=order.pk).update(language_code=language)
    return Order.objects.get(pk=order.pk)


def told(order):
    run_due()
    mail.outbox.clear()
    Phone.sent.clear()
    return order


def test_the_buyer_gets_the_link_of_the_order_in_their_language():
    order = placed(language="en")
    run_due()
    (letter,) = mail.outbox
    assert letter.to == ["hang@example.com"]
    assert letter.subject == f"Order {order.number} has reached the cooperatives"
    assert f"https://cho.example/don/{order.pk}" in letter.body
    assert "You pay 130.000\N{NO-BREAK SPACE}₫ when the goods are in your hands." in letter.body


def test_a_vietnamese_buyer_is_written_to_in_vietnamese():
    order = placed()
    run_due()
    assert mail.outbox[0].subject == f"Đơn {order.number} đã tới hợp tác xã"
    assert mail.outbox[0].body.startswith("Chào Chị Hằng,\n\nĐơn của bạn:")


def test_a_buyer_without_mail_gets_a_short_text():
    order = placed(language="en")
    Order.objects.update(email="")
    run_due()
    to_buyer = [text for text in Phone.sent if text.to == "+84912345678"]
    assert [text.body for text in to_buyer] == [
        f"Cho Phien: your order {order.number} has arrived. https://cho.example/don/{order.pk}"
    ]
    assert mail.outbox == []


def test_the_owner_gets_the_goods_and_a_link_that_opens_once_and_no_word_of_the_buyer():
    order = placed()
    run_due()
    (text,) = Phone.sent
    part = order.suborders.get()
    assert text.to == "+84987654321"
    assert part.number in text.body
    assert f"1 × {part.lines.get().product_name}" in text.body
    assert str(order.pk) not in text.body
    assert "Hằng" not in text.body
    token = re.search(r"https://cho\.example/ban-hang/vao/(\S+)", text.body).group(1)
    assert open_link(token=token).cooperative_id == part.cooperative_id


def test_an_owner_without_phone_is_written_to_by_mail():
    owner = make.member(phone="")
    make.order(make.on_sale(cooperative=owner.cooperative))
    run_due()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["hang@example.com", owner.cooperative.email]


@pytest.mark.parametrize(
    ("verbs", "sentence"),
    [
        (["accept"], "{htx} has accepted part {number} of your order."),
        (["accept", "pack"], "{htx} has packed part {number}."),
        (
            ["accept", "ship"],
            "Part {number} from {htx} is on its way. Carrier: Bưu điện. Tracking number: VN 1180. "
            "You pay 130.000\N{NO-BREAK SPACE}₫ on delivery.",
        ),
        (["accept", "ship", "deliver"], "Part {number} from {htx} has been delivered. Thank you."),
        (
            ["accept", "ship", "take_back"],
            "Part {number} came back to {htx}. You pay nothing for it. The cooperative writes: Không ai nhận",
        ),
        (
            ["decline"],
            "{htx} cannot send part {number}. It was taken off; you pay nothing for it. "
            "The cooperative writes: Hết hàng",
        ),
    ],
)
def test_the_buyer_is_told_each_step(verbs, sentence):
    order = told(placed(language="en"))
    part = order.suborders.get()
    more = {
        "ship": {"tracking_number": "VN 1180", "carrier_name": "Bưu điện"},
        "decline": {"reason": "Hết hàng"},
        "take_back": {"reason": "Không ai nhận"},
    }
    for verb in verbs:
        getattr(services, verb)(suborder_id=part.pk, actor=SYSTEM, **more.get(verb, {}))
    run_due()
    letter = mail.outbox[-1]
    assert len(mail.outbox) == len(verbs)
    assert letter.subject == f"Your order {order.number}"
    assert sentence.format(htx=part.cooperative.name, number=part.number) in letter.body
    assert f"https://cho.example/don/{order.pk}" in letter.body


def test_goods_to_be_fetched_wait_for_the_buyer():
    order = told(placed(language="en"))
    order.suborders.update(collects_in_person=True)
    part = order.suborders.get()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    services.pack(suborder_id=part.pk, actor=SYSTEM)
    run_due()
    expected = f"Part {part.number} is packed and waits for you at {part.cooperative.name}."
    assert expected in mail.outbox[-1].body


def test_declined_lines_are_told_with_what_is_left_to_pay():
    order = told(placed(language="en", quantity=3))
    part = order.suborders.get()
    line = part.lines.get()
    services.decline(suborder_id=part.pk, lines=[Declined(line.pk, 1)], reason="Vỡ mất 1 gói", actor=SYSTEM)
    run_due()
    assert (
        f"1 × {line.product_name}, Gói 500 g: not there any more and taken off your order. "
        f"You pay 238.000\N{NO-BREAK SPACE}₫ for part {part.number}. The cooperative writes: Vỡ mất 1 gói"
    ) in mail.outbox[-1].body


def test_a_canceled_part_is_told_to_the_cooperative_without_a_word_of_the_buyer_and_to_the_buyer():
    order = told(placed(language="en"))
    part = order.suborders.get()
    services.cancel(suborder_id=part.pk, order_id=order.pk, reason="Đặt nhầm", actor=SYSTEM)
    run_due()
    (text,) = Phone.sent
    assert text.to == "+84987654321"
    assert f"1 × {part.lines.get().product_name}" in text.body
    assert part.number in text.body
    assert str(order.pk) not in text.body
    expected = f"You canceled part {part.number} from {part.cooperative.name}. You pay nothing for it."
    assert expected in mail.outbox[-1].body
    for each in Message.objects.filter(kind__startswith="canceled"):
        assert each.suborder_id == part.pk
    refund = part.granted_refunds.get()
    tasks.tell_canceled(suborder_id=str(part.pk), granted_refund_id=refund.pk)
    assert (len(mail.outbox), len(Phone.sent)) == (1, 1)


def test_cash_is_recorded_when_the_goods_are_handed_over():
    part = told(placed()).suborders.get()
    for verb in (services.accept, services.ship, services.deliver):
        verb(suborder_id=part.pk, actor=SYSTEM)
    run_due()
    item = TransactionItem.objects.get(suborder_id=part.pk)
    assert (item.charged_amount, item.charge_pending_amount) == (130_000, 0)


# once


def test_a_reaction_that_runs_again_tells_nothing_again():
    order = placed()
    for _ in range(2):
        tasks.thank_buyer(order_id=str(order.pk))
        tasks.call_cooperatives(order_id=str(order.pk))
    assert (len(mail.outbox), len(Phone.sent)) == (1, 1)
    assert sorted(Message.objects.values_list("kind", "medium")) == [
        ("order_for_cooperative", "message"),
        ("order_placed", "mail"),
    ]


def test_the_record_of_a_message_has_no_personal_data():
    placed()
    run_due()
    row = Message.objects.get(kind="order_placed")
    assert (row.recipient, row.language_code) == ("buyer", "vi")
    everything = " ".join(str(each) for each in Message.objects.values_list("key", "recipient", "kind"))
    assert "hang@" not in everything
    assert "+84" not in everything


def test_a_failure_keeps_the_job_and_one_of_two_letters_is_not_sent_twice(phone):
    owners = [make.member(phone=f"+8498765432{each}") for each in (1, 2)]
    order = make.order(*(make.on_sale(cooperative=each.cooperative) for each in owners))
    tasks.call_cooperatives(order_id=str(order.pk))
    assert len(Phone.sent) == 2
    Message.objects.filter(key__startswith=f"placed:{order.suborders.last().pk}").delete()
    phone.failure = Unavailable("no signal")
    run_due()
    assert Job.objects.get(reaction__endswith="call_cooperatives").attempts == 1
    phone.failure = None
    Job.objects.update(run_after=order.created_at)
    run_due()
    assert [text.to for text in Phone.sent] == ["+84987654321", "+84987654322", "+84987654322"]


def test_a_number_that_is_refused_for_good_ends_the_matter(phone, caplog):
    order = placed()
    Order.objects.update(email="")
    phone.failure = Refused("no such number")
    run_due()
    assert (Job.objects.count(), Message.objects.count()) == (0, 0)
    assert f"placed:{order.pk}" in caplog.text
    assert "+84912345678" not in caplog.text


def test_somebody_without_any_address_is_left_out():
    order = placed()
    Order.objects.update(email="", phone="")
    order.suborders.get().cooperative.members.all().delete()
    run_due()
    assert (len(mail.outbox), len(Phone.sent), Job.objects.count()) == (0, 0, 0)
