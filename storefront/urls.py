"""The shop's addresses. They get printed on jars, so they stay."""

from django.urls import URLResolver, path, re_path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from storefront.languages import by_code
from storefront.pages import (
    account,
    addresses,
    age,
    cards,
    cart,
    catalog,
    checkout,
    complaints,
    content,
    credentials,
    labels,
    media,
    opening,
    orders,
    search,
    sell,
    sell_by_phone,
    sellers,
    signing_in,
    site,
    sitemap,
    stall,
    workers,
)


class LanguagePrefix(LocalePrefixPattern):
    """`/en/` and `/zh/` before a path; nothing for Vietnamese."""

    @property
    def language_prefix(self) -> str:
        return by_code(get_language()).prefix


pages = [
    path("", catalog.home, name="home"),
    path("dm/", catalog.shelves, name="shelves"),
    path("dm/<str:slug>", catalog.category, name="category"),
    path("bst/<str:slug>", catalog.collection, name="collection"),
    path("sp/<str:slug>", catalog.product, name="product"),
    path("sp/<str:slug>/the.jpg", cards.of_good, name="card_of_good"),
    path("htx/<str:slug>/the.jpg", cards.of_seller, name="card_of_seller"),
    path("sp/<str:slug>/nhan", labels.of_good, name="label_of_product"),
    path("htx/<str:slug>/nhan", labels.of_seller, name="label_of_cooperative"),
    path("sp/<str:slug>/ma.svg", labels.code, {"kind": "product"}, name="code_of_product"),
    path("htx/<str:slug>/ma.svg", labels.code, {"kind": "cooperative"}, name="code_of_cooperative"),
    path("du-tuoi", age.answer, name="age"),
    path("tim", search.search, name="search"),
    path("tim/goi-y", search.suggestions, name="suggestions"),
    path("htx/", sellers.cooperatives, name="cooperatives"),
    path("htx/<str:slug>", sellers.cooperative, name="cooperative"),
    path("gio", cart.cart, name="cart"),
    path("dat-hang/", checkout.contact, name="contact"),
    path("dat-hang/xa", checkout.communes, name="communes"),
    path("dat-hang/cach-gui", checkout.delivery, name="delivery"),
    path("dat-hang/xem-lai", checkout.review, name="review"),
    path("don/", orders.orders, name="orders"),
    path("don/<str:key>", orders.order, name="order"),
    path("don/<str:key>/mua-lai", orders.again, name="order_again"),
    path("don/<str:key>/huy/<str:part>", orders.cancel, name="order_cancel"),
    path("tai-khoan/", account.overview, name="account"),
    path("tai-khoan/vao", signing_in.enter, name="sign_in"),
    path("tai-khoan/ma", signing_in.code, name="sign_in_code"),
    path("tai-khoan/mo", signing_in.register, name="register"),
    path("tai-khoan/xac-nhan", signing_in.confirm, name="confirm_account"),
    path("tai-khoan/quen", signing_in.forgotten, name="forgotten"),
    path("tai-khoan/mat-khau-moi", signing_in.new_password, name="new_password"),
    path("tai-khoan/ra", signing_in.leave, name="sign_out"),
    path("tai-khoan/toi", account.profile, name="profile"),
    path("tai-khoan/dia-chi/", addresses.book, name="addresses"),
    path("tai-khoan/dia-chi/them", addresses.entry, name="address_add"),
    path("tai-khoan/dia-chi/<str:key>", addresses.entry, name="address"),
    path("tai-khoan/dia-chi/<str:key>/bo", addresses.remove, name="address_remove"),
    path("tai-khoan/dia-chi/<str:key>/chinh", addresses.make_default, name="address_default"),
    path("tai-khoan/mat-khau", credentials.password, name="password"),
    path("tai-khoan/thu", credentials.email, name="email"),
    path("tai-khoan/thu/xac-nhan", credentials.confirm_email, name="confirm_email"),
    path("tai-khoan/so", credentials.phone, name="phone"),
    path("tai-khoan/so/ma", credentials.phone_code, name="phone_code"),
    path("tai-khoan/xoa", credentials.delete, name="delete_account"),
    path("tai-khoan/xoa/xac-nhan", credentials.confirm_deletion, name="confirm_deletion"),
    path("ban-hang/", sell.orders, name="sell_orders"),
    path("ban-hang/mo-quay", opening.start, name="opening_start"),
    path("ban-hang/mo-quay/<str:key>", opening.checklist, name="opening"),
    path("ban-hang/mo-quay/<str:key>/gui", opening.send, name="opening_send"),
    path("ban-hang/mo-quay/<str:key>/quy-che", opening.accept, name="opening_rules"),
    path("ban-hang/mo-quay/<str:key>/giay-to/<str:kind>", opening.paper, name="opening_paper"),
    path("ban-hang/mo-quay/<str:key>/bo-giay-to/<str:paper_key>", opening.remove, name="opening_remove"),
    path("ban-hang/mo-quay/<str:key>/<str:step>", opening.step, name="opening_step"),
    path("ban-hang/hang", stall.goods, name="sell_goods"),
    path("ban-hang/cach-gui", stall.terms, name="sell_terms"),
    path("ban-hang/hang/<str:key>/tuoi", stall.fresh, name="sell_goods_fresh"),
    path("ban-hang/hang/<str:key>/<str:verb>", stall.move, name="sell_goods_move"),
    path("ban-hang/du-lieu", stall.own_data, name="sell_data"),
    path("ban-hang/tep/<str:token>", stall.private_file, name="private_file"),
    path("ban-hang/goi", sell_by_phone.by_phone, name="sell_by_phone"),
    path("ban-hang/vao/<str:token>", sell.enter, name="sell_enter"),
    path("ban-hang/quay", workers.shops, name="sell_shops"),
    path("ban-hang/ra", workers.leave, name="sell_leave"),
    path("ban-hang/nguoi", workers.people, name="sell_people"),
    path("ban-hang/nguoi/<str:key>/sua", workers.person_role, name="sell_person_change"),
    path("ban-hang/nguoi/<str:key>/<str:verb>", workers.person, name="sell_person"),
    path("ban-hang/chu/<str:key>/<str:verb>", workers.handover, name="sell_handover"),
    path("ban-hang/nguoi-giup", workers.helpers, name="sell_helpers"),
    path("ban-hang/nguoi-giup/<str:key>/<str:verb>", workers.mandate, name="sell_mandate"),
    path("ban-hang/don/<str:key>", sell.order, name="sell_order"),
    path("ban-hang/don/<str:key>/phieu", sell.order, {"page": "sell/slip.html"}, name="sell_slip"),
    path("ban-hang/don/<str:key>/gui", sell.ship, name="sell_ship"),
    path("ban-hang/don/<str:key>/het", sell.decline, name="sell_decline"),
    path("ban-hang/don/<str:key>/ve", sell.take_back, name="sell_return"),
    path("ban-hang/don/<str:key>/<str:verb>", sell.act, name="sell_act"),
    path("khieu-nai", complaints.complain, name="complain"),
    path("khieu-nai/da-nhan/<str:number>", complaints.received, name="complaint_received"),
    path("luat-cho/", content.rules, name="rules"),
    path("trang/<str:slug>", content.page, name="page"),
]

urlpatterns = [
    path("health/", site.health),
    path("robots.txt", site.robots),
    path("sitemap.xml", sitemap.sitemap),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("favicon.ico", site.favicon),
    re_path(r"^(?:media|thumbnail)/.+", media.picture),
    URLResolver(LanguagePrefix(), pages),
]

handler400 = site.unreadable
handler404 = site.not_found
handler500 = site.broken
