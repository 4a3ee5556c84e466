"""The index follows the database: by events, by looking for what was missed, and built anew."""

from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from integrations.embedded.search import TantivyEngine
from marketplace.catalog import services as catalog
from marketplace.content.services import edit_page, hide_page, publish_page, translate_page
from marketplace.cooperative.services import update_cooperative
from marketplace.core.actor import SYSTEM
from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.ports import registry
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import Query, Tagged
from marketplace.search import finding, knowing, services, tasks
from marketplace.warehouse.services import set_quantity
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(engine):
    """A tea on sale with its index built."""
    product = make.product(name="Chè Shan tuyết Suối Giàng", category=make.category(name="Chè"))
    make.product_listing(product=product)
    services.rebuild(engine=engine)
    return product


def key(product):
    return f"product/{product.pk}/{make.channel().pk}"


def found(engine, text, **filters):
    engine.flush()
    knowing.forget()
    asked = Query(filters=tuple(Tagged(name, (value,)) for name, value in filters.items()))
    return [hit.key for hit in finding.find(engine, text, asked).page.hits]


def test_goods_sellers_and_places_are_found_together(engine, tea):
    assert found(engine, "che shan") == [key(tea)]
    seller = tea.cooperative
    assert found(engine, "bac ha", kind="cooperative") == [f"cooperative/{seller.pk}"]
    assert found(engine, "bac ha", kind="place") == ["place/02839"]


def test_a_former_name_of_the_place_finds_its_goods(engine, tea):
    assert found(engine, "ban pho", kind="product") == [key(tea)]


def test_a_change_reaches_the_index_by_its_event(engine, tea):
    catalog.update_product(product=tea, name="Trà sen Tây Hồ")
    run_due()
    assert found(engine, "shan tuyet") == []
    assert found(engine, "tra sen") == [key(tea)]
    assert found(engine, "tra sen", shown=str(make.channel().pk)) == [key(tea)]
    catalog.unpublish(product=tea, channel=make.channel())
    run_due()
    assert found(engine, "tra sen", shown=str(make.channel().pk)) == []
    assert found(engine, "tra sen") == [key(tea)]


def test_goods_say_their_peoples_their_certificates_and_what_their_packs_are(engine, tea):
    for slug, kind, value in (("dan-toc", "MULTISELECT", "Thái"), ("ocop", "PLAIN_TEXT", "4 sao năm 2023")):
        attribute = make.attribute(slug=slug, name=slug.upper(), input_type=kind)
        tea.attribute_values.create(value=make.attribute_value(attribute=attribute, name=value))
    make.variant(product=tea, name="Búp non, hộp 100 g", sku="TRA-100")
    services.rebuild(engine=engine)
    for text in ("người Thái", "nguoi thai", "ocop", "búp non", "tra-100"):
        assert found(engine, text, kind="product") == [key(tea)], text


def test_a_code_is_asked_for_as_one_word_and_where_nothing_has_it_as_several(engine, tea):
    make.variant(product=tea, sku="TRA-100")
    other = make.product(name="Trà nụ số 100")
    make.product_listing(product=other)
    services.rebuild(engine=engine)
    assert found(engine, "tra-100", kind="product") == [key(tea)]
    assert found(engine, "TRA-200", kind="product") == found(engine, "tra 200", kind="product") != []


def test_what_is_deleted_is_gone(engine, tea):
    there = key(tea)
    catalog.delete_product(product=tea)
    run_due()
    engine.flush()
    assert there not in engine.ids()


def test_stock_follows(engine, tea):
    variant = make.variant(product=tea)
    warehouse = make.warehouse(cooperative=tea.cooperative)
    assert found(engine, "che shan", stock="yes") == []
    set_quantity(warehouse_id=warehouse.pk, variant_id=variant.pk, quantity=3)
    run_due()
    assert found(engine, "che shan", stock="yes") == [key(tea)]


def test_a_seller_that_moves_takes_its_goods_along(engine, tea):
    update_cooperative(cooperative=tea.cooperative, name="HTX Mây Trắng", commune_code="03006")
    run_due()
    assert found(engine, "may trang", kind="cooperative") == [f"cooperative/{tea.cooperative_id}"]
    assert found(engine, "che may trang", kind="product") == [key(tea)]


def test_what_was_missed_is_found_and_put_right(engine, tea):
    tea.name = "Mận Tam hoa"
    tea.save(update_fields=["name"])  # past the services, as by hand in the database
    engine.drop([f"cooperative/{tea.cooperative_id}"])
    engine.put([services.Document("product/9999/1", tags={"kind": ["product"]}, numbers={"number": 9999})])
    engine.flush()
    differences = services.check(engine=engine, repair=False)
    assert differences.missing == (f"cooperative/{tea.cooperative_id}",)
    assert differences.stale == (key(tea),)
    assert differences.gone == ("product/9999/1",)
    tasks.reconcile()
    engine.flush()
    assert not services.check(engine=engine)
    assert found(engine, "man tam hoa") == [key(tea)]


def test_looking_for_what_was_missed_goes_on_for_ever_and_once(engine, tea):
    Job.objects.all().delete()
    tasks.keep_reconciling()
    tasks.keep_reconciling()
    assert Job.objects.filter(reaction=tasks.RECONCILE).count() == 1
    Job.objects.all().delete()
    engine.close()
    tasks.reconcile()
    assert [job.arguments for job in Job.objects.filter(reaction=tasks.RECONCILE)] == [{"after": 0}]


def test_an_engine_that_is_down_makes_the_job_wait(engine, tea, monkeypatch):
    Job.objects.all().delete()

    def fail(documents):
        raise Unavailable("down")

    monkeypatch.setattr(engine, "put", fail)
    catalog.update_product(product=tea, name="Trà sen")
    run_due()
    assert {job.attempts for job in Job.objects.all()} == {1}


def said(*command):
    out = StringIO()
    call_command("search", *command, stdout=out)
    return out.getvalue()


def test_staff_rebuild_check_and_ask_why(engine, tea):
    assert "3 documents in" in said("rebuild")
    assert "3 documents are there already" in said("rebuild", "--if-missing")
    assert said("check").split() == ["0", "missing", "0", "stale", "0", "gone"]
    engine.drop([key(tea)])
    engine.flush()
    assert f"1 missing: {key(tea)}" in said("check", "--dry-run")
    assert "put right" in said("check")
    engine.flush()
    knowing.forget()
    assert "Chè Shan tuyết Suối Giàng" in said("explain", "che shan")


def test_beside_a_worker_that_writes_the_check_hands_over_what_differs(engine, tea, tmp_path):
    engine.drop([key(tea)])
    engine.flush()  # and keeps the writer's place, as the worker does
    beside = TantivyEngine(path=str(tmp_path / "search"))
    Job.objects.all().delete()
    out = StringIO()
    with patch.object(registry, "engine", lambda: beside):
        call_command("search", "check", stdout=out)
    assert out.getvalue().splitlines()[0] == f"  1 missing: {key(tea)}"
    assert out.getvalue().splitlines()[-1] == "  the worker puts them right within a minute"
    assert [job.reaction for job in Job.objects.all()] == [tasks.CATCH_UP]
    run_due()
    engine.flush()
    assert not services.check(engine=engine, repair=False)


def test_what_changes_while_an_index_is_built_is_in_the_new_one_soon(engine, tea, monkeypatch):
    Job.objects.all().delete()
    monkeypatch.setattr(tasks, "SLICE", 1)
    make.product_listing(product=make.product(name="Mật ong"))
    whole = services.all_documents

    def read_before_the_change():
        documents = list(whole())
        tea.name = "Trà sen"
        tea.save(update_fields=["name"])
        tasks.index_goods(product_ids=[tea.pk])  # into the index of before
        return documents

    monkeypatch.setattr(services, "all_documents", read_before_the_change)
    said("rebuild")
    monkeypatch.setattr(services, "all_documents", whole)
    assert services.check(engine=engine, repair=False).stale == (key(tea),)
    run_due()
    engine.flush()
    assert not services.check(engine=engine, repair=False)


def test_without_an_engine_there_is_nothing_to_do(settings):
    settings.SEARCH = {}
    assert "plain matches" in said("check")


def test_an_engine_that_is_down_is_named(engine, settings, tmp_path):
    backend = "integrations.embedded.search.TantivyEngine"
    settings.SEARCH = {"BACKEND": backend, "OPTIONS": {"path": str(tmp_path / "nowhere")}}
    with pytest.raises(CommandError, match="no index yet"):
        call_command("search", "check")


def test_a_page_follows_its_event(engine, tea):
    page = make.page(title="Quy chế giao hàng", published=False)
    run_due()
    assert found(engine, "quy che", kind="page") == []
    publish_page(page_id=page.pk, actor=SYSTEM)
    run_due()
    assert found(engine, "quy che", kind="page") == [f"page/{page.pk}"]
    edit_page(page_id=page.pk, actor=SYSTEM, title="Cách đổi trả")
    translate_page(page_id=page.pk, language_code="en", actor=SYSTEM, title="Returns")
    run_due()
    assert found(engine, "quy che", kind="page") == []
    assert (
        found(engine, "doi tra", kind="page") == found(engine, "returns", kind="page") == [f"page/{page.pk}"]
    )
    hide_page(page_id=page.pk, actor=SYSTEM)
    run_due()
    assert found(engine, "doi tra", kind="page") == []


def test_what_comes_into_a_collection_and_leaves_it_follows(engine, tea):
    gifts, other = make.collection(name="Quà biếu"), make.product(name="Mật ong bạc hà")
    make.product_listing(product=other)
    catalog.fill_collection(collection=gifts, products=[tea, other])
    run_due()
    assert sorted(found(engine, "che mat ong shan", collection=str(gifts.pk))) == sorted(
        [key(tea), key(other)]
    )
    catalog.fill_collection(collection=gifts, products=[other])
    run_due()
    assert found(engine, "che shan", collection=str(gifts.pk)) == []
    assert found(engine, "mat ong", collection=str(gifts.pk)) == [key(other)]


def test_another_name_of_a_shelf_reaches_the_goods_below_it(engine, tea):
    top = make.category(name="Đồ uống")
    catalog.move_category(category=tea.category, parent=top)
    run_due()
    assert found(engine, "do uong", kind="product") == [key(tea)]
    catalog.update_category(category=top, name="Giải khát")
    run_due()
    engine.flush()
    assert not services.check(engine=engine, repair=False)
    assert found(engine, "giai khat", kind="product") == [key(tea)]
