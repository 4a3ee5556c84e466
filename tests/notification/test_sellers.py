"""What sellers are told about their shop and their listings: once, in their own language, with the reason."""

import pytest
from django.core import mail

from marketplace.core.jobs import run_due
from marketplace.notification import sellers
from marketplace.notification.models import Message
from marketplace.oversight import services
from marketplace.oversight.models import OpeningEntry
from marketplace.ports.messages import Text
from tests import factories as make
from tests.oversight.people import MINH, acting, good, opened, subject, submitted
from tests.oversight.test_requests import received
from tests.oversight.test_take_downs import request

pytestmark = pytest.mark.django_db


class Phone:
    """A messenger that keeps what it brings."""

    sent: list[Text] = []

    def send(self, text):
        Phone.sent.append(text)


@pytest.fixture(autouse=True)
def phone(settings):
    settings.MESSENGER = {"BACKEND": f"{__name__}.Phone"}
    settings.PUBLIC_URL = "https://cho.example/"
    Phone.sent = []


def letters():
    run_due()
    found = [(each.subject, each.body) for each in mail.outbox]
    mail.outbox.clear()
    return found


def test_whoever_opens_a_shop_is_told_in_the_language_of_the_account():
    shop, _owner = submitted(user=make.user(language_code="en"))
    assert letters() == []
    services.ask_more(cooperative_id=shop.pk, reason="Ảnh bị mờ.", actor=MINH)
    ((subject_, body),) = letters()
    assert subject_ == "Something is still wanted for HTX Mới Mở"
    assert body == (
        "Hello Lan,\n\nPlease add to the papers of HTX Mới Mở, then send again.\n\nThe market writes: Ảnh bị mờ.\n\n"
        f"https://cho.example/ban-hang/mo-quay/{shop.pk}\n"
    )


def test_without_an_account_it_is_a_short_text_in_vietnamese():
    member = make.member(phone="+84987654321")
    product = good(member.cooperative, "Chè Shan")
    services.submit_listing(**subject(product), actor=acting(member.cooperative))
    services.send_back_listing(**subject(product), reason="Thiếu hạn dùng.", actor=MINH)
    run_due()
    (text,) = Phone.sent
    assert text.to == "+84987654321"
    assert text.body == (
        "Cho Phien: Hãy sửa Chè Shan rồi gửi lại. Chợ ghi: Thiếu hạn dùng. https://cho.example/ban-hang/hang"
    )


def test_each_decision_is_told_once_however_often_its_job_runs():
    shop, _owner = opened()
    assert [subject_ for subject_, _body in letters()] == ["HTX Mới Mở đã mở quầy"]
    entry = OpeningEntry.objects.get(status="APPROVED")
    sellers.tell_approved(cooperative_id=shop.pk, entry_id=entry.pk)
    assert letters() == []
    assert Message.objects.get().kind == "opening_approved"


def test_a_suspension_is_told_with_its_day_and_its_reason():
    shop, _owner = opened()
    letters()
    services.announce_suspension(cooperative_id=shop.pk, reason="Nhiều khiếu nại.", actor=MINH)
    ((subject_, body),) = letters()
    assert subject_ == "HTX Mới Mở sắp tạm ngừng"
    assert "Từ ngày " in body
    assert "Nhiều khiếu nại." in body


def test_of_a_take_down_the_seller_learns_that_but_not_what_the_authority_writes():
    member = make.member(user=make.user())
    tea = make.on_sale(cooperative=member.cooperative)
    done = request(product_id=tea.product_id, reason="Nghi hàng giả, đang điều tra.")
    services.restore(take_down_id=done.pk, reason="Xong.", actor=MINH)
    told = letters()
    assert [subject_ for subject_, _body in told] == [
        f"{tea.product.name} đã bị gỡ",
        f"{tea.product.name} đã trở lại",
    ]
    assert "điều tra" not in told[0][1]


@pytest.mark.parametrize(
    ("asker", "words"),
    [
        ("AUTHORITY", ("Cơ quan nhà nước yêu cầu gỡ", "Yêu cầu của cơ quan nhà nước đã xong.")),
        ("PERSON", ("Có người hoặc công ty yêu cầu chợ gỡ", "Yêu cầu đã giải quyết xong.")),
    ],
)
def test_only_of_an_authoritys_request_the_letter_says_that_an_authority_asked(asker, words):
    member = make.member(user=make.user())
    tea = make.on_sale(cooperative=member.cooperative)
    asked = received(product_id=tea.product_id, asker=asker)
    done = services.follow_request(request_id=asked.pk, actor=MINH).take_down
    services.restore(take_down_id=done.pk, reason="Xong.", actor=MINH)
    (_down, first), (_back, second) = letters()
    assert (words[0] in first, words[1] in second) == (True, True)
    assert ("nhà nước" in first + second) == (asker == "AUTHORITY")


def test_whoever_asked_for_the_data_is_told_and_not_the_owner():
    owner = make.member(user=make.user())
    accountant = make.member(user=make.user(), cooperative=owner.cooperative, role="ACCOUNTANT")
    actor = acting(owner.cooperative, "ACCOUNTANT", user=accountant.user)
    services.ask_for_data(cooperative_id=owner.cooperative_id, actor=actor)
    run_due()
    assert [each.to for each in mail.outbox] == [[accountant.user.email]]


def test_a_refused_paper_is_named():
    shop, _owner = submitted()
    paper = shop.papers.get()
    services.refuse_paper(paper_id=paper.pk, reason="Mờ.", actor=MINH)
    ((_subject, body),) = letters()
    assert "Hãy gửi lại giấy tờ này: Giấy chứng nhận đăng ký hợp tác xã hoặc kinh doanh." in body
