"""Shops to open, papers, listings, take-downs: decided in the back office, by the services."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.catalog.models import ProductChannelListing
from marketplace.catalog.services import update_product
from marketplace.core.models import Event
from marketplace.oversight import services
from marketplace.oversight.models import Application, FileLook, OpeningEntry, Paper, TakeDown
from tests import factories as make
from tests.backoffice.office import do, do_to_all, listed, of_someone_who_may, page, said
from tests.oversight.people import good, opened, subject, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def shops_desk():
    return of_someone_who_may("MANAGE_USERS")


@pytest.fixture
def goods_desk():
    return of_someone_who_may("MANAGE_PRODUCTS")


def waiting(shop, owner, **columns):
    product = good(shop, **columns)
    services.submit_listing(**subject(product), actor=owner)
    return ProductChannelListing.objects.get(product=product)


# shops


def test_a_shop_is_looked_at_and_let_in(shops_desk):
    shop, _owner = submitted()
    row = Application.objects.get(pk=shop.pk)
    assert listed(shops_desk, Application) == [row]
    shown = shops_desk.get(page(Application, "change", row.pk)).content.decode()
    assert "Hợp tác xã Mới Mở" in shown
    assert "970446" in shown
    assert (
        do(shops_desk, row, "approve").status_code == 200
    )  # the account is not confirmed: asked again, with words
    assert "Confirm" not in shown
    assert do(shops_desk, row, "confirm_account").status_code == 302
    assert do(shops_desk, row, "approve").status_code == 302
    shop.refresh_from_db()
    assert (shop.opening_status, shop.is_active) == ("APPROVED", True)
    assert listed(shops_desk, Application) == []
    last = OpeningEntry.objects.latest("pk")
    assert (last.status, last.actor) == ("APPROVED", f"user:{shops_desk.user.pk}")


@pytest.mark.parametrize(("deed", "status"), [("ask_more", "MORE_WANTED"), ("refuse", "REFUSED")])
def test_a_shop_is_sent_back_with_a_reason_only(shops_desk, deed, status):
    shop, _owner = submitted()
    row = Application.objects.get(pk=shop.pk)
    assert do(shops_desk, row, deed, reason="  ").status_code == 200
    shop.refresh_from_db()
    assert shop.opening_status == "SUBMITTED"
    do(shops_desk, row, deed, reason="Ảnh giấy đăng ký bị mờ.")
    shop.refresh_from_db()
    row.refresh_from_db()
    assert (shop.opening_status, row.reason) == (status, "Ảnh giấy đăng ký bị mờ.")


def test_only_what_fits_is_offered_and_what_comes_too_late_is_told(shops_desk):
    shop, _owner = opened()
    row = Application.objects.get(pk=shop.pk)
    offered = shops_desk.get(page(Application, "change", row.pk)).context["deeds"]
    assert [deed.name for deed, _address in offered] == ["suspend"]
    answer = do(shops_desk, row, "refuse", reason="Muộn rồi")
    assert (answer.status_code, len(said(answer))) == (302, 1)
    shop.refresh_from_db()
    assert shop.opening_status == "APPROVED"


def test_a_suspension_is_announced_and_taken_back_also_from_the_cooperatives_page(shops_desk):
    shop = make.cooperative()
    do(shops_desk, shop, "suspend", reason="Không giao hàng")
    assert Application.objects.get(pk=shop.pk).suspends_at > timezone.now() + timedelta(days=4)
    do(shops_desk, shop, "withdraw")
    assert Application.objects.get(pk=shop.pk).suspends_at is None


def test_shops_are_found_without_marks_and_listed_in_as_many_statements_as_one(
    shops_desk, django_assert_num_queries
):
    submitted(name="HTX Séng Cù")
    address = page(Application, "changelist")
    shops_desk.get(address)
    with django_assert_num_queries(6):
        shops_desk.get(address)
    submitted(name="HTX Nương Mây")
    submitted(name="HTX Suối Giàng")
    with django_assert_num_queries(6):
        shops_desk.get(address)
    assert [each.cooperative.name for each in listed(shops_desk, Application, q="seng CÙ")] == ["HTX Séng Cù"]


# papers


def test_a_paper_is_opened_by_a_link_of_minutes_for_this_very_person_and_the_look_is_written_down(shops_desk):
    submitted()
    paper = Paper.objects.first()
    shown = shops_desk.get(page(Paper, "change", paper.pk)).content.decode()
    assert paper.stored_name not in shown
    assert "/files/" not in shown
    assert FileLook.objects.count() == 0
    link = shops_desk.get(f"/admin/oversight/paper/{paper.pk}/xem/")
    assert link.url.startswith("/files/")
    assert of_someone_who_may("MANAGE_USERS").get(link.url).status_code == 404
    assert shops_desk.get(link.url).content == b"%PDF-1.4 a paper"
    look = FileLook.objects.get()
    assert (look.file_id, look.actor) == (paper.pk, f"user:{shops_desk.user.pk}")


def test_papers_are_not_for_those_who_look_at_goods(goods_desk):
    submitted()
    assert goods_desk.get(f"/admin/oversight/paper/{Paper.objects.first().pk}/xem/").status_code == 403
    assert FileLook.objects.count() == 0


def test_of_a_paper_that_is_gone_there_is_no_link(shops_desk):
    submitted()
    Paper.objects.update(stored_name="")
    assert shops_desk.get(f"/admin/oversight/paper/{Paper.objects.first().pk}/xem/").status_code == 404


def test_a_paper_is_accepted_or_refused_with_a_reason(shops_desk):
    submitted()
    paper = Paper.objects.get()
    do(shops_desk, paper, "accept")
    paper.refresh_from_db()
    assert paper.status == "ACCEPTED"
    do(shops_desk, paper, "refuse", reason="Giấy của người khác")
    paper.refresh_from_db()
    assert (paper.status, paper.reason) == ("REFUSED", "Giấy của người khác")


# listings


def test_listings_are_approved_and_sent_back_several_at_once(goods_desk):
    shop, owner = opened()
    rows = [waiting(shop, owner) for _ in range(3)]
    assert listed(goods_desk, ProductChannelListing) == rows
    do_to_all(goods_desk, rows[:2], "approve")
    do_to_all(goods_desk, rows[2:], "send_back", reason="Thiếu hạn dùng")
    stand = ProductChannelListing.objects.order_by("pk").values_list("review", "is_published")
    assert list(stand) == [("APPROVED", True), ("APPROVED", True), ("SENT_BACK", False)]
    assert listed(goods_desk, ProductChannelListing) == []


def test_of_several_those_that_cannot_be_are_told_and_the_others_done(goods_desk):
    shop, owner = opened()
    first, second = waiting(shop, owner), waiting(shop, owner)
    services.withdraw_listing(**subject(first.product), actor=owner)
    address = page(ProductChannelListing, "changelist") + "?trang-thai=tat-ca"
    chosen = {"action": "approve", "_selected_action": [first.pk, second.pk]}
    seen = dict(goods_desk.post(address, chosen).context["seen"])
    answer = goods_desk.post(address, {**chosen, **seen, "sure": "1"})
    assert len(said(answer)) == 2
    second.refresh_from_db()
    assert second.review == "APPROVED"


def approval(client, row):
    """The address of the button, as the listing's page has it now."""
    deeds = client.get(page(ProductChannelListing, "change", row.pk)).context["deeds"]
    return next(address for deed, address in deeds if deed.name == "approve")


def test_what_was_changed_since_its_page_was_opened_is_not_approved_but_looked_at_again(goods_desk):
    shop, owner = opened()
    row = waiting(shop, owner)
    address = approval(goods_desk, row)
    update_product(product=row.product, name="Thần dược")
    asked = goods_desk.get(address)
    (name, digest) = asked.context["seen"][0]
    assert f'<input type="hidden" name="{name}" value="{digest}">' in asked.content.decode()
    for sent in ({name: digest}, {}):
        refused = goods_desk.post(address, {"sure": "1", **sent})
        assert "Hàng vừa được sửa. Hãy xem lại." in refused.content.decode()
    row.refresh_from_db()
    assert (row.review, row.is_published) == ("WAITING", False)
    address = approval(goods_desk, row)
    seen = dict(goods_desk.get(address).context["seen"])
    assert goods_desk.post(address, {"sure": "1", **seen}).status_code == 302
    row.refresh_from_db()
    assert (row.review, row.is_published) == ("APPROVED", True)


def test_what_was_changed_since_a_list_was_asked_back_is_not_approved_either(goods_desk):
    shop, owner = opened()
    changed, same = waiting(shop, owner), waiting(shop, owner)
    address = page(ProductChannelListing, "changelist")
    chosen = {"action": "approve", "_selected_action": [changed.pk, same.pk]}
    seen = dict(goods_desk.post(address, chosen).context["seen"])
    update_product(product=changed.product, name="Thần dược")
    goods_desk.post(address, {**chosen, **seen, "sure": "1"})
    rows = ProductChannelListing.objects.filter(pk__in=[changed.pk, same.pk]).order_by("pk")
    assert list(rows.values_list("review", flat=True)) == ["WAITING", "APPROVED"]


def test_a_listing_says_why_it_waits_and_everything_it_tells_buyers(goods_desk, django_assert_num_queries):
    shop, owner = opened()
    services.watch_word(text="chữa bệnh", actor=services_actor())
    row = waiting(shop, owner, name="Chè chữa bệnh")
    shown = goods_desk.get(page(ProductChannelListing, "change", row.pk)).content.decode()
    assert "chữa bệnh" in shown
    address = page(ProductChannelListing, "changelist")
    assert "chữa bệnh" in goods_desk.get(address).content.decode()
    with django_assert_num_queries(7):
        goods_desk.get(address)
    for _ in range(2):
        waiting(shop, owner)
    with django_assert_num_queries(7):
        goods_desk.get(address)


def services_actor():
    from tests.oversight.people import MINH

    return MINH


def test_goods_on_sale_are_sent_back_from_the_products_page(goods_desk):
    product = make.on_sale().product
    do(goods_desk, product, "send_back", reason="Ảnh không phải hàng của mình")
    assert product.channel_listings.values_list("review", "is_published").get() == ("SENT_BACK", False)


# take-downs

REQUEST = {
    "authority": "Chi cục Quản lý thị trường",
    "reference": "12/CV-QLTT",
    "received_at_0": "2026-11-20",
    "received_at_1": "08:00",
    "reason": "Hàng giả",
}


def take_down(client, **answers):
    return client.post(page(TakeDown, "add"), {**REQUEST, "sure": "1", **answers})


def test_one_product_is_taken_down_and_brought_back(goods_desk):
    product = make.on_sale().product
    take_down(goods_desk, goods=f"https://cho.example/vi/sp/{product.slug}?x=1")
    listing = product.channel_listings.get()
    assert (listing.review, listing.is_published) == ("TAKEN_DOWN", False)
    made = TakeDown.objects.get()
    assert made.deadline_at - made.received_at == timedelta(hours=24)
    assert "late" in goods_desk.get(page(TakeDown, "changelist")).content.decode()
    assert [each.pk for each in listed(goods_desk, TakeDown, **{"trang-thai": "tre"})] == [made.pk]
    do(goods_desk, made, "restore", reason="Đã có kết luận")
    listing.refresh_from_db()
    assert (listing.review, listing.is_published) == ("APPROVED", True)
    assert listed(goods_desk, TakeDown) == []


def test_a_whole_shop_is_taken_down_only_when_it_is_chosen(goods_desk):
    first, second = make.on_sale(), make.on_sale()
    assert take_down(goods_desk).status_code == 200
    assert take_down(goods_desk, goods="/sp/khong-co").status_code == 200
    shop = first.product.cooperative
    assert take_down(goods_desk, goods=first.product.slug, whole_shop=shop.pk).status_code == 200
    assert TakeDown.objects.count() == 0
    assert take_down(goods_desk, whole_shop=shop.pk).status_code == 302
    assert first.product.channel_listings.get().is_published is False
    assert second.product.channel_listings.get().is_published is True


def test_the_log_of_take_downs_can_be_changed_by_nobody(goods_desk):
    take_down(goods_desk, goods=make.on_sale().product.slug)
    made = TakeDown.objects.get()
    assert goods_desk.post(page(TakeDown, "change", made.pk), {"reason": "khác"}).status_code == 403
    assert goods_desk.post(page(TakeDown, "delete", made.pk), {"post": "yes"}).status_code == 403
    made.refresh_from_db()
    assert made.reason == "Hàng giả"
    assert Event.objects.filter(kind="GoodsTakenDown").count() == 1
