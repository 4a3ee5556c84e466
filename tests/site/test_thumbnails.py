import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from PIL import Image

from marketplace.core import pictures
from marketplace.core.errors import NotFound
from marketplace.core.pictures import address_of, read_upload
from marketplace.site import services
from marketplace.site.models import ShopSettings, Thumbnail
from marketplace.site.queries import shop_settings


def stored(width=900, height=600):
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "PNG")
    return services.store_picture(folder="products", picture=read_upload(io.BytesIO(out.getvalue())))


@pytest.mark.django_db
def test_a_thumbnail_is_made_when_first_asked_and_then_kept(client, monkeypatch, django_assert_num_queries):
    address = address_of(stored(), 256, "webp")
    first = client.get(address)
    assert (first.status_code, first["Content-Type"]) == (200, "image/webp")
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    body = b"".join(first.streaming_content)
    assert Image.open(io.BytesIO(body)).size == (256, 171)
    monkeypatch.setattr(pictures, "resized", None)
    with django_assert_num_queries(1):
        assert b"".join(client.get(address).streaming_content) == body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/thumbnail/256/webp/products/none.webp",
        "/thumbnail/257/webp/{name}",
        "/thumbnail/256/bmp/{name}",
        "/thumbnail/256/webp/",
        "/thumbnail/256/webp/products",
        "/thumbnail/256/webp/.",
        "/media/products",
        "/media/" + "a" * 300,
    ],
)
def test_what_is_not_there_is_404(client, address):
    assert client.get(address.format(name=stored())).status_code == 404
    assert Thumbnail.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "products/../../settings.py", "%2e%2e/x"]
)
def test_nothing_outside_the_storage_is_read(client, name):
    assert client.get(f"/thumbnail/256/webp/{name}").status_code in (400, 404)


@pytest.mark.django_db
def test_a_stored_file_that_is_no_picture_has_no_thumbnail(client, files):
    (files / "products").mkdir(parents=True)
    (files / "products" / "a.txt").write_text("not a picture")
    assert client.get("/thumbnail/256/webp/products/a.txt").status_code == 404
    with pytest.raises(NotFound):
        services.thumbnail(original="products/a.txt", size=256, form="webp")


@pytest.mark.django_db
@pytest.mark.parametrize("spelled", ["products/./{}", "products//{}", "x/../products/{}", "./products/{}"])
def test_a_picture_has_one_spelling_so_that_nobody_fills_the_disk_by_others(client, files, spelled):
    name = stored().removeprefix("products/")
    assert client.get(f"/thumbnail/256/webp/{spelled.format(name)}").status_code == 404
    assert (Thumbnail.objects.count(), (files / "thumbnails").exists()) == (0, False)


@pytest.mark.django_db
def test_of_a_thumbnail_there_is_no_thumbnail(client, files):
    assert client.get(address_of(stored(), 256, "webp")).status_code == 200
    made = Thumbnail.objects.get().image.name
    for name in (made, f"/{made}", f"{files}/{made}", made.replace("/", "\\")):
        assert client.get(f"/thumbnail/128/webp/{name}").status_code == 404
        with pytest.raises(NotFound):
            services.thumbnail(original=name, size=128, form="webp")
    assert len(list((files / "thumbnails").iterdir())) == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_get_one_thumbnail(files):
    name = stored()
    gate = threading.Barrier(8)

    def ask(_):
        gate.wait()
        try:
            return services.thumbnail(original=name, size=128, form="webp").image.name
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(ask, range(8)))
    assert len(names) == 1
    assert Thumbnail.objects.count() == 1
    assert len(list((files / "thumbnails").iterdir())) == 1


@pytest.mark.django_db
def test_the_shop_has_one_row_of_settings():
    assert shop_settings() == shop_settings()
    services.update_settings(name="Chợ Bắc Hà", limit_quantity_per_checkout=7)
    assert (shop_settings().name, ShopSettings.objects.count()) == ("Chợ Bắc Hà", 1)
    for wrong in ({"id": 2}, {"metadata": {}}, {"nothing": 1}):
        with pytest.raises(TypeError):
            services.update_settings(**wrong)
