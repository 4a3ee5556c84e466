"""Attributes, their lists, and types of products: changed by staff, and nothing that goods say is broken."""

import pytest

from marketplace.catalog import services
from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    Attribute,
    AttributeProduct,
    AttributeValue,
    AttributeVariant,
    Product,
    ProductType,
)
from marketplace.catalog.services import ListedValue
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import NotFound, PermissionDenied
from marketplace.core.models import Event
from marketplace.core.vietnamese import fold
from tests import factories as make
from tests.backoffice.office import do, listed, of_someone_who_may, page, refusals, typed

pytestmark = pytest.mark.django_db
NOBODY = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_PRODUCTS"}))


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES")


def save(client, obj, without=(), **changes):
    values = {name: value for name, value in typed(client, obj).items() if name not in without}
    return client.post(page(type(obj), "change", obj.pk), {**values, **changes})


def season(*names):
    """An attribute with a list."""
    attribute = make.attribute(name="Mùa vụ", input_type="MULTISELECT")
    return attribute, [
        make.attribute_value(attribute=attribute, name=name, name_folded=fold(name), sort_order=place)
        for place, name in enumerate(names)
    ]


def carried(attribute, value=None, **columns):
    """A good whose type carries the attribute, and that has this value."""
    made = make.product(**columns)
    AttributeProduct.objects.create(attribute=attribute, product_type=made.product_type)
    if value:
        AssignedProductAttributeValue.objects.create(product=made, value=value)
    return made


def told(kind):
    return [each.payload["changed"] for each in Event.objects.filter(kind=kind).order_by("at")]


def names(attribute):
    return list(attribute.values.order_by("sort_order").values_list("name", flat=True))


# --- attributes -------------------------------------------------------------------------------------------


def test_a_new_attribute_leads_to_its_page_where_its_list_is_written(desk):
    made = desk.post(
        page(Attribute, "add"),
        {"name": "Cách  ủ", "name_en": "Curing", "type": "PRODUCT_TYPE", "input_type": "DROPDOWN"},
    )
    attribute = Attribute.objects.get()
    assert (made.status_code, made.url) == (302, page(Attribute, "change", attribute.pk))
    assert (attribute.name, attribute.slug, attribute.name_sort) == (
        "Cách ủ",
        "cach-u",
        make.sort_key("Cách ủ"),
    )
    assert list(attribute.translations.values_list("language_code", "name")) == [("en", "Curing")]
    save(desk, attribute, **{"values-0-name": "Khói", "values-0-name_en": "Smoked", "values-1-name": "Phơi"})
    assert list(attribute.values.order_by("sort_order").values_list("name", "slug", "name_folded")) == [
        ("Khói", "khoi", "khoi"),
        ("Phơi", "phoi", "phoi"),
    ]
    assert told("AttributeChanged")[0] == {"name": [None, "Cách ủ"]}
    assert {each.actor for each in Event.objects.filter(kind="AttributeChanged")} == {f"user:{desk.user.pk}"}


def test_names_flags_and_unit_are_changed_and_told_once_with_what_was_before(desk):
    attribute = make.attribute(name="Bảo quản", input_type="DROPDOWN")
    save(
        desk, attribute, without=("visible_in_storefront",),
        name="Cách giữ", name_zh_hans="保存", filterable_in_storefront="on", slug="khac",
    )  # fmt: skip
    attribute.refresh_from_db()
    assert (attribute.name, attribute.slug, attribute.visible_in_storefront) == (
        "Cách giữ",
        "bao-quan",
        False,
    )
    save(desk, attribute)  # the same again
    assert told("AttributeChanged") == [
        {
            "name": ["Bảo quản", "Cách giữ"],
            "visible_in_storefront": [True, False],
            "filterable_in_storefront": [False, True],
            "name zh-hans": ["", "保存"],
        }
    ]
    save(desk, attribute, name_zh_hans="")
    assert attribute.translations.count() == 0


def test_the_index_follows_a_new_name_of_an_attribute_and_so_do_yes_and_no(desk):
    attribute = make.attribute(name="Hữu cơ", input_type="BOOLEAN")
    yes = make.attribute_value(attribute=attribute, name="Hữu cơ: có", boolean=True)
    good = carried(attribute, yes)
    save(desk, attribute, name="Không phun thuốc")
    yes.refresh_from_db()
    assert yes.name == "Không phun thuốc: có"
    assert [each.payload for each in Event.objects.filter(kind="GoodsChanged")] == [
        {"product_ids": [good.pk]}
    ]


def test_what_does_not_fit_is_refused_and_what_was_typed_stays(desk):
    attribute, (may,) = season("Tháng 5")
    fixed = "Đã có giá trị kiểu này, không đổi cách điền được. Hãy tạo thuộc tính mới."
    for changes, words in [
        ({"input_type": "PLAIN_TEXT"}, fixed),
        ({"input_type": "DROPDOWN"}, fixed),
        ({"values-1-name": "tháng 5"}, "“Tháng 5” có hai lần."),
    ]:
        response = save(desk, attribute, name="Đổi", **changes)
        assert refusals(response) == [words]
        assert response.context["adminform"].form["name"].value() == "Đổi"
    text = make.attribute(name="Câu chuyện", input_type="PLAIN_TEXT")
    assert refusals(save(desk, text, filterable_in_storefront="on")) == [
        "Cách điền này không dùng làm bộ lọc cho người mua được."
    ]
    assert refusals(save(desk, text, input_type="REFERENCE")) == [
        "Kiểu liên kết phải nói liên kết tới loại gì; kiểu khác thì để trống."
    ]
    assert (names(attribute), Event.objects.filter(kind="AttributeChanged").count()) == (["Tháng 5"], 0)
    assert may.name == "Tháng 5"


def test_a_text_nobody_wrote_yet_becomes_a_list_and_an_empty_list_a_text(desk):
    attribute = make.attribute(name="Cách phơi", input_type="PLAIN_TEXT")
    for kind in ("DROPDOWN", "PLAIN_TEXT"):
        assert save(desk, attribute, input_type=kind).status_code == 302
        attribute.refresh_from_db()
        assert attribute.input_type == kind


def test_an_attribute_in_use_is_not_deleted(desk):
    attribute, (may,) = season("Tháng 5")
    good = carried(attribute, may)
    for words in (
        "Còn loại sản phẩm có thuộc tính này. Hãy bỏ ở đó trước.",
        "Đang dùng ở 1 chỗ, không xoá được",
    ):
        (said,) = do(desk, attribute, "drop").context["form"].non_field_errors()
        assert said.startswith(words)
        AttributeProduct.objects.all().delete()
    AssignedProductAttributeValue.objects.all().delete()
    assert do(desk, attribute, "drop").status_code == 302
    assert (Attribute.objects.count(), Product.objects.get()) == (0, good)
    assert told("AttributeChanged") == [{"name": ["Mùa vụ", None]}]


# --- lists of values --------------------------------------------------------------------------------------


def test_a_list_is_added_to_renamed_ordered_translated_and_shortened_in_one_go(desk):
    attribute, (may, june, _july) = season("Tháng 5", "Tháng 6", "Tháng 7")
    good = carried(attribute, may)
    save(
        desk, attribute,
        **{
            "values-0-sort_order": "8", "values-0-name": "Tháng năm", "values-0-name_en": "May",
            "values-2-DELETE": "on", "values-3-name": "Quanh năm",
        },
    )  # fmt: skip
    assert names(attribute) == ["Tháng 6", "Tháng năm", "Quanh năm"]
    may.refresh_from_db()
    assert (may.slug, may.translations.get().name) == ("thang-5", "May")
    good.refresh_from_db()
    assert "thang nam" in good.search_folded
    last = attribute.values.get(name="Quanh năm")
    assert told("AttributeChanged")[0]["values"] == {
        str(may.pk): [["Tháng 5", ""], ["Tháng năm", "", "May"]],
        str(_july.pk): [["Tháng 7", ""], None],
        str(last.pk): [None, ["Quanh năm", ""]],
    }
    save(desk, attribute)
    assert len(told("AttributeChanged")) == 1
    assert june.pk in attribute.values.values_list("pk", flat=True)


@pytest.mark.parametrize("of", ["product", "variant"])
def test_a_value_in_use_stays(desk, of):
    attribute, (may, june) = season("Tháng 5", "Tháng 6")
    if of == "product":
        carried(attribute, may)
    else:
        AssignedVariantAttributeValue.objects.create(variant=make.variant(), value=may)
    response = save(desk, attribute, **{"values-0-DELETE": "on", "values-1-DELETE": "on"})
    assert refusals(response) == [
        "“Tháng 5” đang dùng ở 1 chỗ, không bỏ được. Hãy đổi tên, hoặc sửa những chỗ đó trước."
    ]
    assert names(attribute) == ["Tháng 5", "Tháng 6"]
    save(desk, attribute, **{"values-1-DELETE": "on"})
    assert names(attribute) == ["Tháng 5"]


def test_a_new_value_gets_a_slug_of_its_own_where_a_renamed_one_keeps_it(desk):
    attribute, (may,) = season("Tháng 5")
    save(desk, attribute, **{"values-0-name": "Đầu hè", "values-1-name": "Tháng 5"})
    assert list(attribute.values.order_by("sort_order").values_list("name", "slug")) == [
        ("Đầu hè", "thang-5"),
        ("Tháng 5", "thang-5-2"),
    ]


def test_a_color_is_a_color(desk):
    attribute = make.attribute(name="Màu vải", input_type="SWATCH")
    assert refusals(save(desk, attribute, **{"values-0-name": "Chàm", "values-0-value": "xanh"})) == [
        "Màu ghi như thế này: #27356b."
    ]
    save(desk, attribute, **{"values-0-name": "Chàm", "values-0-value": "#1a2450"})
    assert attribute.values.values_list("name", "value").get() == ("Chàm", "#1a2450")


def test_a_list_of_500_values_is_saved_and_one_more_is_not(desk):
    attribute = make.attribute(name="Bản làng", input_type="DROPDOWN")
    many = [ListedValue(f"Bản {number}") for number in range(500)]
    services.set_values(attribute_id=attribute.pk, values=many, actor=SYSTEM)
    assert save(desk, attribute, **{"values-499-name": "Bản cuối"}).status_code == 302
    assert attribute.values.filter(name="Bản cuối").count() == 1
    with pytest.raises(ProductInvalid):
        services.set_values(attribute_id=attribute.pk, values=[*many, ListedValue("x")], actor=SYSTEM)


def test_what_is_written_with_each_good_has_no_list(desk):
    attribute = make.attribute(name="Độ cồn", input_type="NUMERIC")
    shown = desk.get(page(Attribute, "change", attribute.pk))
    assert shown.context["inline_admin_formsets"] == []
    with pytest.raises(ProductInvalid):
        services.set_values(attribute_id=attribute.pk, values=[], actor=SYSTEM)


def test_the_page_of_an_attribute_costs_the_same_for_one_value_and_for_three(desk, django_assert_num_queries):
    attribute, _values = season("Tháng 5")
    desk.get(page(Attribute, "change", attribute.pk))
    for more in (("Tháng 6",), ("Tháng 7", "Tháng 8")):
        with django_assert_num_queries(9):
            desk.get(page(Attribute, "change", attribute.pk))
        for name in more:
            make.attribute_value(attribute=attribute, name=name)


# --- types of products ------------------------------------------------------------------------------------


def test_a_new_type_leads_to_its_page_where_its_attributes_are_chosen(desk):
    goods = make.tax_class()
    made = desk.post(page(ProductType, "add"), {"name": "Thổ cẩm", "is_shipping_required": "on"})
    kind = ProductType.objects.get()
    assert (made.url, kind.slug) == (page(ProductType, "change", kind.pk), "tho-cam")
    dye, size = make.attribute(name="Thuốc nhuộm"), make.attribute(name="Khổ vải")
    save(
        desk, kind, without=("is_shipping_required",), tax_class=goods.pk, slug="khac",
        **{
            "product_attributes-0-attribute": dye.pk, "product_attributes-1-attribute": size.pk,
            "product_attributes-0-sort_order": "2", "product_attributes-1-sort_order": "1",
            "variant_attributes-0-attribute": size.pk, "variant_attributes-0-variant_selection": "on",
        },
    )  # fmt: skip
    kind.refresh_from_db()
    assert (kind.tax_class, kind.is_shipping_required, kind.slug) == (goods, False, "tho-cam")
    rows = AttributeProduct.objects.order_by("sort_order").values_list("attribute", "sort_order")
    assert list(rows) == [(size.pk, 0), (dye.pk, 1)]
    assert AttributeVariant.objects.values_list("attribute", "variant_selection").get() == (size.pk, True)
    assert told("ProductTypeChanged") == [
        {"name": [None, "Thổ cẩm"]},
        {"tax_class": [None, goods.pk], "is_shipping_required": [True, False]},
        {"products": [[], [size.pk, dye.pk]], "variants": [[], [[size.pk, True]]]},
    ]
    save(desk, kind)
    assert len(told("ProductTypeChanged")) == 3


def test_staff_say_that_a_type_is_for_adults_and_take_it_back(desk):
    kind = make.product_type(name="Rượu")
    assert "Chỉ bán cho người từ 18 tuổi" in desk.get(page(ProductType, "change", kind.pk)).text
    for changes, is_for_adults in (({"is_for_adults": "on"}, True), ({}, False)):
        save(desk, kind, without=("is_for_adults",), **changes)
        kind.refresh_from_db()
        assert kind.is_for_adults is is_for_adults
    assert told("ProductTypeChanged") == [{"is_for_adults": [False, True]}, {"is_for_adults": [True, False]}]


def test_goods_are_told_of_a_new_name_of_their_type(desk):
    good = make.product()
    save(desk, good.product_type, name="Chè rừng")
    assert [each.payload for each in Event.objects.filter(kind="GoodsChanged")] == [
        {"product_ids": [good.pk]}
    ]


def test_an_attribute_stays_with_a_type_whose_goods_say_something_of_it(desk):
    attribute, (may,) = season("Tháng 5")
    good = carried(attribute, may)
    spare = make.attribute(name="Giống")
    AttributeProduct.objects.create(attribute=spare, product_type=good.product_type, sort_order=1)
    gone = {"product_attributes-0-DELETE": "on", "product_attributes-1-DELETE": "on"}
    assert refusals(save(desk, good.product_type, **gone)) == [
        "Có hàng loại này đang ghi “Mùa vụ”, không bỏ thuộc tính ấy được."
    ]
    assert AttributeProduct.objects.count() == 2
    save(desk, good.product_type, **{"product_attributes-1-DELETE": "on"})
    assert AttributeProduct.objects.get().attribute == attribute


def test_a_buyer_chooses_a_variant_only_by_what_can_be_chosen_by(desk):
    kind, text = make.product_type(), make.attribute(name="Ghi chú", input_type="PLAIN_TEXT")
    chosen = {"variant_attributes-0-attribute": text.pk, "variant_attributes-0-variant_selection": "on"}
    assert refusals(save(desk, kind, **chosen)) == ["Người mua không chọn quy cách theo “Ghi chú” được."]


def test_only_attributes_of_goods_are_carried_each_once():
    kind, of_pages = make.product_type(), make.attribute(type="PAGE_TYPE")
    own = make.attribute()
    for products, variants, expected in (
        ([of_pages.pk], {}, ProductInvalid),
        ([], {of_pages.pk: False}, ProductInvalid),
        ([own.pk, own.pk], {}, ProductInvalid),
        ([999_999], {}, NotFound),
    ):
        with pytest.raises(expected):
            services.carry(product_type_id=kind.pk, products=products, variants=variants, actor=SYSTEM)
    assert AttributeProduct.objects.count() == AttributeVariant.objects.count() == 0


def test_a_type_with_goods_is_not_deleted(desk):
    good = make.product()
    (said,) = do(desk, good.product_type, "drop").context["form"].non_field_errors()
    assert said == "Còn 1 mặt hàng thuộc loại này, không xoá được."
    empty = make.product_type()
    assert do(desk, empty, "drop").status_code == 302
    assert ProductType.objects.get() == good.product_type


# --- who --------------------------------------------------------------------------------------------------


def test_nobody_else_changes_attributes_and_types():
    attribute, kind = make.attribute(), make.product_type()
    for verb, arguments in (
        (services.add_attribute, {"name": "x"}),
        (services.update_attribute, {"attribute_id": attribute.pk, "name": "x"}),
        (services.set_values, {"attribute_id": attribute.pk, "values": []}),
        (services.delete_attribute, {"attribute_id": attribute.pk}),
        (services.add_product_type, {"name": "x"}),
        (services.update_product_type, {"product_type_id": kind.pk, "name": "x"}),
        (services.carry, {"product_type_id": kind.pk, "products": [], "variants": {}}),
        (services.delete_product_type, {"product_type_id": kind.pk}),
    ):
        with pytest.raises(PermissionDenied):
            verb(**arguments, actor=NOBODY)
        if "name" not in arguments or len(arguments) > 1:
            missing = {name: 999_999 if name.endswith("_id") else value for name, value in arguments.items()}
            with pytest.raises(NotFound):
                verb(**missing, actor=SYSTEM)
    other = of_someone_who_may("MANAGE_PRODUCTS")
    for row in (attribute, kind):
        assert other.post(page(type(row), "change", row.pk), {"name": "x"}).status_code == 403
    assert Event.objects.count() == 0


def test_an_attribute_is_found_by_its_name_and_by_a_value(desk):
    attribute, _values = season("Tháng 5")
    make.attribute(name="Giống")
    for words in ("Mùa vụ", "mua vu", "tháng 5"):
        assert listed(desk, Attribute, q=words) == [attribute]
    shown = desk.get(page(Attribute, "change", attribute.pk)).content.decode()
    assert "chưa loại nào" in shown
    assert AttributeValue.objects.count() == 1
