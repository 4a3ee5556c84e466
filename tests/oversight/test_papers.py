"""Papers are private: who may open them, by which links, and that each look is written down."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from PIL import Image

from marketplace.account.tokens import tokens
from marketplace.cooperative.models import CooperativeKind
from marketplace.core import private_files
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.core.moves import IllegalMove
from marketplace.core.pictures import BadPicture
from marketplace.oversight import services
from marketplace.oversight.errors import CooperativeNotFound, ReasonMissing
from marketplace.oversight.models import FileLook, Paper, PaperKind
from tests import factories as make
from tests.oversight.people import (
    MINH,
    PHOTO_OF_NOTHING,
    acting,
    begun,
    give,
    rules,
    services_wanted,
    submitted,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A paper of a shop that is being opened."""
    rules()
    shop, owner = begun()
    return give(shop, owner, services_wanted(shop)[0])


def bearer(user):
    return {"HTTP_AUTHORIZATION": f"Bearer {tokens().access(user)}"}


def owner_of(paper):
    return paper.cooperative.members.get().user


def link(paper, person):
    return private_files.link_of("paper", paper.pk, person)


def picture(form, **options):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, form, **options)
    return out.getvalue()


def phone_exif():
    exif = Image.Exif()
    exif[0x010E] = "thon 2, ngay 5"
    return exif


def test_the_uploader_opens_the_paper_and_the_look_is_written_down(paper):
    user = owner_of(paper)
    answer = Client().get(link(paper, f"user:{user.pk}"), **bearer(user))
    assert (answer.status_code, answer.content) == (200, PHOTO_OF_NOTHING)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    look = FileLook.objects.get()
    assert (look.what, look.file_id, look.actor, look.cooperative_id) == (
        "paper",
        paper.pk,
        f"user:{user.pk}",
        paper.cooperative_id,
    )


def test_a_guessed_address_opens_nothing(paper):
    user = owner_of(paper)
    for guess in (
        "/files/x",
        f"/files/{paper.pk}",
        f"/files/{paper.stored_name}",
        f"/media/{paper.stored_name}",
    ):
        assert Client().get(guess, **bearer(user)).status_code == 404
    assert FileLook.objects.count() == 0


def test_a_tampered_link_opens_nothing(paper):
    user = owner_of(paper)
    good = link(paper, f"user:{user.pk}")
    body, stamp, seal = good.removeprefix("/files/").split(":")
    other = (
        private_files.link_of("paper", make.order().pk, f"user:{user.pk}")
        .removeprefix("/files/")
        .split(":")[0]
    )
    for bad in (f"{body}:{stamp}:{seal[:-1]}x", f"{other}:{stamp}:{seal}", f"{body}:1wZZZZ:{seal}"):
        assert Client().get(f"/files/{bad}", **bearer(user)).status_code == 404
    assert FileLook.objects.count() == 0


def test_an_expired_link_opens_nothing(paper, monkeypatch):
    user = owner_of(paper)
    good = link(paper, f"user:{user.pk}")
    monkeypatch.setattr(private_files, "LINK_SECONDS", -1)
    assert Client().get(good, **bearer(user)).status_code == 410
    assert FileLook.objects.count() == 0


def test_another_cooperatives_people_open_neither_this_link_nor_one_of_their_own_making(paper):
    other = make.member(user=make.user(), cooperative=make.cooperative())
    for person in (f"user:{owner_of(paper).pk}", f"user:{other.user_id}"):
        assert Client().get(link(paper, person), **bearer(other.user)).status_code == 404
    assert FileLook.objects.count() == 0


def test_guests_open_nothing_not_even_with_the_right_link(paper):
    for person in (f"user:{owner_of(paper).pk}", "guest"):
        assert Client().get(link(paper, person)).status_code == 404
    assert Client().get(link(paper, "guest"), HTTP_AUTHORIZATION="Bearer nonsense").status_code == 404


def test_a_packer_of_the_same_shop_may_not(paper):
    packer = make.member(user=make.user(), cooperative=paper.cooperative, role="PACKER")
    assert Client().get(link(paper, f"user:{packer.user_id}"), **bearer(packer.user)).status_code == 404


def test_staff_with_the_permission_open_it_in_the_back_office_and_others_do_not(paper):
    minh, hoa = make.user(is_staff=True, is_superuser=True), make.user(is_staff=True)
    for user, status in ((minh, 200), (hoa, 404)):
        client = Client()
        client.force_login(user)
        assert client.get(link(paper, f"user:{user.pk}")).status_code == status
    assert list(FileLook.objects.values_list("actor", flat=True)) == [f"user:{minh.pk}"]


def test_what_lies_in_the_storage_is_sealed_under_a_name_that_says_nothing(paper):
    with storages["private"].open(paper.stored_name) as file:
        sealed = file.read()
    assert PHOTO_OF_NOTHING not in sealed
    assert len(paper.stored_name.rpartition("/")[2]) >= 40
    with storages["private"].open(paper.stored_name, "wb") as file:
        file.write(sealed[:-1] + b"x")
    with pytest.raises(NotFound):
        services.open_file(what="paper", file_id=paper.pk, actor=MINH)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/webp"),
        (PHOTO_OF_NOTHING, "application/pdf"),
    ],
)
def test_the_bytes_say_what_a_file_is(body, kept):
    assert private_files.read_paper(upload(body)).content_type == kept


def test_a_photo_loses_the_place_where_it_was_taken():
    for kind in ("JPEG", "PNG"):
        given = picture(kind, exif=phone_exif())
        kept = private_files.read_paper(upload(given))
        assert (b"thon 2" in given, b"thon 2" in kept.body) == (True, False)
        assert dict(Image.open(io.BytesIO(kept.body)).getexif()) == {}


def test_a_photo_in_a_pdf_loses_it_too_and_nothing_else_of_the_file_moves():
    photo = picture("JPEG", exif=phone_exif())
    start, end = (
        b"%PDF-1.4\n1 0 obj << /Filter /DCTDecode >> stream\n",
        b"\nendstream endobj Exif\x00\x00 not of a photo",
    )
    body = start + photo + end
    kept = private_files.read_paper(upload(body)).body
    assert (b"thon 2" in body, b"thon 2" in kept) == (True, False)
    assert (len(kept), kept[: len(start)], kept[-len(end) :]) == (len(body), start, end)
    inside = Image.open(io.BytesIO(kept[len(start) : -len(end)]))
    assert dict(inside.getexif()) == {}
    assert inside.tobytes() == Image.open(io.BytesIO(photo)).tobytes()


def test_the_other_place_where_a_photo_says_where_it_was_taken_is_emptied_too():
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<exif:GPSLatitude>22,20N</exif:GPSLatitude>"
    photo = picture("JPEG")
    photo = photo[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2) + xmp + photo[2:]
    kept = private_files.read_paper(upload(b"%PDF-1.4\n" + photo)).body
    assert (b"GPSLatitude" in photo, b"GPSLatitude" in kept) == (True, False)
    assert Image.open(io.BytesIO(kept[9:])).tobytes() == Image.open(io.BytesIO(photo)).tobytes()


def test_a_torn_photo_at_the_end_of_a_pdf_breaks_nothing():
    for end in (b"\xff\xe1\xff\xffExif\x00\x00 place", b"\xff\xe1\x00\x00Exif\x00\x00", b"\xff\xe1"):
        body = b"%PDF-1.4" + end
        kept = private_files.read_paper(upload(body)).body
        assert (len(kept), b"place" in kept) == (len(body), False)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_a_heic_photo_is_refused_with_the_way_to_one_that_can_be_read(brand):
    body = b"\x00\x00\x00\x18ftyp" + brand + bytes(40)
    with pytest.raises(BadPicture) as refused:
        private_files.read_paper(upload(body))
    assert (refused.value.code, refused.value.field) == ("INVALID_FILE_TYPE", "file")
    assert "Tương thích nhất" in str(refused.value.message)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html>", "INVALID_FILE_TYPE"),
        (b"", "INVALID_FILE_TYPE"),
        (b"\xff\xd8\xff torn", "INVALID_FILE_TYPE"),
        (b"PK\x03\x04", "INVALID_FILE_TYPE"),
        (b"%PDF-" + bytes(10_000_000), "FILE_SIZE_LIMIT_EXCEEDED"),
    ],
)
def test_other_files_and_heavy_ones_are_refused_and_nothing_is_kept(body, code):
    rules()
    shop, owner = begun()
    with pytest.raises(DomainError) as refused:
        services.give_paper(
            cooperative_id=shop.pk, kind_id=services_wanted(shop)[0].pk, file=upload(body), actor=owner
        )
    assert (refused.value.code, refused.value.field, Paper.objects.count()) == (code, "file", 0)


def test_a_paper_that_is_over_and_a_kind_that_is_none_are_refused():
    rules()
    shop, owner = begun()
    kind = services_wanted(shop)[0]
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(DomainError) as refused:
        give(shop, owner, kind, valid_until=yesterday)
    assert refused.value.field == "valid_until"
    with pytest.raises(NotFound) as refused:
        services.give_paper(cooperative_id=shop.pk, kind_id=0, file=upload(), actor=owner)
    assert refused.value.field == "kind"
    with pytest.raises(CooperativeNotFound):
        give(shop, acting(make.cooperative()), kind)


def test_a_paper_taken_back_is_gone_for_good_and_one_that_was_accepted_stays(paper):
    owner = acting(paper.cooperative, user=owner_of(paper))
    stored = paper.stored_name
    services.remove_paper(paper_id=paper.pk, actor=owner)
    assert not storages["private"].exists(stored)
    with pytest.raises(NotFound):
        services.remove_paper(paper_id=paper.pk, actor=owner)
    second = give(paper.cooperative, owner, paper.kind)
    services.accept_paper(paper_id=second.pk, actor=MINH)
    with pytest.raises(IllegalMove):
        services.remove_paper(paper_id=second.pk, actor=owner)
    assert storages["private"].exists(second.stored_name)


def test_only_staff_judge_papers_and_a_refusal_has_its_reason(paper):
    owner = acting(paper.cooperative, user=owner_of(paper))
    for judge in (services.accept_paper, services.refuse_paper):
        reason = {"reason": "x"} if judge is services.refuse_paper else {}
        with pytest.raises(NotFound):
            judge(paper_id=paper.pk, actor=owner, **reason)
    with pytest.raises(ReasonMissing):
        services.refuse_paper(paper_id=paper.pk, reason=" ", actor=MINH)
    services.refuse_paper(paper_id=paper.pk, reason="Mờ.", actor=MINH)
    with pytest.raises(IllegalMove):
        services.refuse_paper(paper_id=paper.pk, reason="Mờ.", actor=MINH)
    paper.refresh_from_db()
    assert (paper.status, paper.reason, paper.decided_by) == ("REFUSED", "Mờ.", MINH.key)


def test_an_identity_paper_is_deleted_thirty_days_after_the_decision():
    shop, _owner = submitted(kind=CooperativeKind.COOPERATIVE_GROUP)
    card = Paper.objects.get(kind__slug="can-cuoc")
    assert PaperKind.objects.get(slug="can-cuoc").delete_after_days == 30
    services.refuse(cooperative_id=shop.pk, reason="Không đủ.", actor=MINH)
    job = Job.objects.get(reaction__endswith="forget_papers")
    assert timedelta(days=29) < job.run_after - timezone.now() <= timedelta(days=30)
    month_ago = timezone.now() - timedelta(days=31)
    Paper.objects.update(given_at=month_ago)
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    run_due()
    contract = Paper.objects.get(kind__slug="hop-dong-hop-tac")
    assert not storages["private"].exists(card.stored_name)
    assert storages["private"].exists(contract.stored_name)
    card.refresh_from_db()
    assert card.stored_name == ""
    with pytest.raises(NotFound):
        services.open_file(what="paper", file_id=card.pk, actor=MINH)
