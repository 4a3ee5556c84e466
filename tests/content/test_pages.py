from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from marketplace.content import queries
from marketplace.content.services import create_page, edit_page, hide_page, publish_page, translate_page
from marketplace.content.texts import to_blocks
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError, NotFound
from marketplace.site.queries import redirected
from tests import factories as make

MINH = Actor(ActorKind.STAFF, user_id=7, permissions=frozenset({"MANAGE_PAGES"}))


def told(page, language="vi"):
    """Its versions: number, title, published, by whom."""
    versions = page.versions.filter(language_code=language).order_by("number")
    return list(versions.values_list("number", "title", "is_published", "changed_by"))


@pytest.mark.django_db
def test_a_page_keeps_what_it_said_and_since_when():
    page = make.page(title="Quy chế", published=False)
    publish_page(page_id=page.pk, actor=MINH)
    between = timezone.now()
    edit_page(page_id=page.pk, actor=MINH, title="Quy chế mới")
    assert told(page) == [
        (1, "Quy chế", False, "system"),
        (2, "Quy chế", True, "user:7"),
        (3, "Quy chế mới", True, "user:7"),
    ]
    assert queries.in_force(page=page, at=between).title == "Quy chế"
    assert queries.in_force(page=page, at=timezone.now()).title == "Quy chế mới"
    assert queries.in_force(page=page, at=between - timedelta(days=1)) is None


@pytest.mark.django_db
def test_an_edit_that_changes_nothing_makes_no_version():
    page = make.page(title="Quy chế")
    edit_page(page_id=page.pk, actor=SYSTEM, title="Quy chế")
    publish_page(page_id=page.pk, actor=SYSTEM)
    assert len(told(page)) == 2


@pytest.mark.django_db
def test_a_page_that_goes_public_tomorrow_is_in_force_from_then():
    page = make.page(title="Quy chế", published=False)
    tomorrow = timezone.now() + timedelta(days=1)
    publish_page(page_id=page.pk, actor=SYSTEM, at=tomorrow)
    edit_page(page_id=page.pk, actor=SYSTEM, title="Quy chế sửa")
    assert queries.in_force(page=page, at=timezone.now()) is None
    assert queries.in_force(page=page, at=tomorrow).title == "Quy chế sửa"
    assert list(queries.visible_to(GUEST)) == []


@pytest.mark.django_db
def test_a_hidden_page_tells_nobody_but_keeps_its_versions():
    page = make.page(title="Quy chế")
    public = timezone.now()
    hide_page(page_id=page.pk, actor=MINH)
    assert list(queries.visible_to(GUEST)) == []
    assert list(queries.visible_to(MINH)) == [page]
    assert queries.in_force(page=page, at=timezone.now()) is None
    assert queries.in_force(page=page, at=public).title == "Quy chế"


@pytest.mark.django_db
def test_publishing_is_written_down_for_every_language():
    page = make.page(title="Quy chế", published=False)
    translate_page(page_id=page.pk, language_code="en", actor=SYSTEM, title="Rules", slug="rules")
    publish_page(page_id=page.pk, actor=SYSTEM)
    translate_page(page_id=page.pk, language_code="en", actor=SYSTEM, title="Rules", slug="our-rules")
    assert told(page, "en") == [(1, "Rules", False, "system"), (2, "Rules", True, "system")]
    assert page.translations.get().slug == "our-rules"


@pytest.mark.django_db
def test_a_page_with_versions_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        make.page().delete()


@pytest.mark.django_db
def test_a_renamed_slug_leads_on():
    page = make.page(slug="quy-che")
    edit_page(page_id=page.pk, actor=SYSTEM, slug="luat-cho")
    assert redirected("page", "quy-che") == page.pk
    assert len(told(page)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"title": " "}, "REQUIRED", "title"),
        ({"content": "words"}, "INVALID", "content"),
        ({"content": {"blocks": [1]}}, "INVALID", "content"),
    ],
)
def test_what_is_no_page_is_refused(texts, code, field):
    page = make.page(title="Quy chế")
    for refuse in (
        lambda: edit_page(page_id=page.pk, actor=SYSTEM, **texts),
        lambda: translate_page(
            page_id=page.pk, language_code="en", actor=SYSTEM, **{"title": "Rules", **texts}
        ),
        lambda: create_page(page_type=page.page_type, actor=SYSTEM, **{"title": "Luật", **texts}),
    ):
        with pytest.raises(DomainError) as refused:
            refuse()
        assert (refused.value.code, refused.value.field) == (code, field)
    assert len(told(page)) == 2


@pytest.mark.django_db
def test_a_translation_is_into_another_language_and_at_a_free_address():
    one, other = make.page(), make.page()
    translate_page(page_id=one.pk, language_code="en", actor=SYSTEM, title="Rules", slug="rules")
    for language, slug, code in (("vi", "x", "INVALID"), ("en", "rules", "UNIQUE"), ("en", None, "REQUIRED")):
        texts = {} if code == "REQUIRED" else {"title": "Rules"}
        with pytest.raises(DomainError) as refused:
            translate_page(page_id=other.pk, language_code=language, actor=SYSTEM, slug=slug, **texts)
        assert refused.value.code == code


@pytest.mark.django_db
def test_an_unknown_page_is_not_found():
    with pytest.raises(NotFound):
        publish_page(page_id=1, actor=SYSTEM)


@pytest.mark.django_db
def test_search_engines_get_their_own_words():
    page = make.page(seo_title="Luật", seo_description="Luật của chợ", content=to_blocks("Chào."))
    version = page.versions.get(number=2)
    assert (version.seo_title, version.seo_description) == ("Luật", "Luật của chợ")
    assert version.content["blocks"] == [{"type": "paragraph", "data": {"text": "Chào."}}]
