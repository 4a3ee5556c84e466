import io
import random
from contextlib import suppress

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from marketplace.core import pictures
from marketplace.core.pictures import BadPicture, address_of, nearest_size, read_upload, resized, stored_name

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def drawn(width, height, *, kind="JPEG", mode="RGB", color=None, **options):
    """A picture whose left half is red: its way up can be seen."""
    image = Image.new(mode, (width, height), color or ((0, 0, 255) if mode in ("RGB", "RGBA") else 0))
    if mode in ("RGB", "RGBA"):
        image.paste((255, 0, 0), (0, 0, width // 2, height))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone_photo(orientation, width=400, height=300):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "A phone"
    exif.get_ifd(GPS)[2] = (22.0, 20.0, 10.0)
    return drawn(width, height, exif=exif)


def opened(picture):
    return Image.open(io.BytesIO(picture.body))


def code_of(body, **options):
    with pytest.raises(BadPicture) as caught:
        read_upload(io.BytesIO(body), **options)
    return caught.value.code, caught.value.field


def test_a_photo_stays_jpeg_and_loses_what_it_says_of_the_person():
    picture = read_upload(io.BytesIO(phone_photo(1)))
    assert (picture.extension, picture.width, picture.height) == ("jpg", 400, 300)
    assert dict(opened(picture).getexif()) == {}
    assert b"A phone" not in picture.body


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (400, 300), (10, 150)),
        (3, (400, 300), (390, 150)),
        (6, (300, 400), (150, 10)),
        (8, (300, 400), (150, 390)),
    ],
)
def test_a_photo_taken_sideways_stands_upright(orientation, size, red):
    picture = read_upload(io.BytesIO(phone_photo(orientation)))
    image = opened(picture)
    assert image.size == size == (picture.width, picture.height)
    r, g, b = image.getpixel(red)
    assert (r > 200, b < 60) == (True, True)


PAINTED = "PNG RGB, PNG RGBA, PNG P, PNG L, PNG LA, PNG 1, WEBP RGBA, GIF P, AVIF RGB"


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="22,20.0N"/>'


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "AVIF"])
def test_of_every_format_the_place_goes_and_the_way_up_stays(kind):
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "A phone"
    exif.get_ifd(GPS)[2] = (22.0, 20.0, 10.0)
    if kind == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        body = drawn(400, 300, kind=kind, exif=exif, pnginfo=words)
    else:
        body = drawn(400, 300, kind=kind, exif=exif, xmp=XMP)
    before = Image.open(io.BytesIO(body)).getexif()
    assert (before[MAKER], GPS in before, b"GPSLatitude" in body) == ("A phone", True, True)
    picture = read_upload(io.BytesIO(body))
    assert (picture.width, picture.height) == (300, 400)
    after = opened(picture)
    assert dict(after.getexif()) == {}
    assert not any(word in picture.body for word in (b"GPS", b"A phone", b"xmp", b"Exif"))
    red, blue = after.convert("RGB").getpixel((150, 20)), after.convert("RGB").getpixel((150, 380))
    assert (red[0] > 200, blue[2] > 200) == (True, True)


def test_a_gif_loses_its_words():
    body = drawn(40, 30, kind="GIF", comment=b"thon 2")
    assert (b"thon 2" in body, b"thon 2" in read_upload(io.BytesIO(body)).body) == (True, False)


def test_a_heic_photo_is_refused_with_the_way_to_one_that_can_be_read():
    with pytest.raises(BadPicture) as caught:
        read_upload(io.BytesIO(b"\x00\x00\x00\x18ftypheic" + bytes(400)), field="file")
    assert (caught.value.code, caught.value.field) == ("INVALID_FILE_TYPE", "file")
    assert "HEIC" in str(caught.value.message)


@pytest.mark.parametrize(("kind", "mode"), [each.split() for each in PAINTED.split(", ")])
def test_everything_else_becomes_webp(kind, mode):
    clear = {"RGBA": (0, 0, 255, 90), "LA": (7, 90)}.get(mode)
    picture = read_upload(io.BytesIO(drawn(60, 40, kind=kind, mode=mode, color=clear)))
    image = opened(picture)
    assert (picture.extension, image.format, image.size) == ("webp", "WEBP", (60, 40))
    assert (image.mode == "RGBA") == (mode in ("RGBA", "LA"))


def test_printers_photos_become_screen_photos():
    picture = read_upload(io.BytesIO(drawn(60, 40, mode="CMYK")))
    assert (opened(picture).mode, picture.extension) == ("RGB", "jpg")


def test_the_real_type_counts_and_not_the_name():
    for body in (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"",
        b"GIF89a",
        drawn(9, 9, kind="BMP"),
        b"\0" * 5000,
    ):
        assert code_of(body) == ("INVALID_FILE_TYPE", "image")
    assert code_of(b"MZ", field="file") == ("INVALID_FILE_TYPE", "file")


def test_a_torn_file_is_refused_wherever_it_is_torn():
    whole = drawn(500, 400)
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = drawn(500, 400, kind=kind)
        for share in (0.1, 0.5, 0.9):
            assert code_of(whole[: int(len(whole) * share)])[0] == "INVALID_FILE_TYPE"


def test_random_bytes_behind_a_true_head_never_break_the_program():
    noise = random.Random(7)
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = drawn(64, 64, kind=kind)
        for _ in range(40):
            broken = bytearray(whole)
            for _ in range(8):
                broken[noise.randrange(16, len(whole))] = noise.randrange(256)
            with suppress(BadPicture):
                assert read_upload(io.BytesIO(bytes(broken))).width <= 4096


def test_more_than_twenty_megabytes_are_too_heavy():
    assert code_of(b"\0" * (pictures.MAX_BYTES + 1)) == ("FILE_SIZE_LIMIT_EXCEEDED", "image")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = drawn(8001, 8000, kind="PNG", mode="1")
    assert len(bomb) < 100_000
    assert code_of(bomb) == ("INVALID_FILE_TYPE", "image")
    worse = drawn(20_000, 20_000, kind="PNG", mode="1")
    assert code_of(worse) == ("INVALID_FILE_TYPE", "image")


def test_a_phones_hundred_megapixels_become_a_picture_of_4096():
    picture = read_upload(io.BytesIO(drawn(12_000, 9_000, quality=30)))
    assert (picture.width, picture.height) == (4096, 3072)
    assert opened(picture).size == (4096, 3072)


def test_colors_keep_their_profile():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = read_upload(io.BytesIO(drawn(60, 40, icc_profile=profile)))
    assert opened(picture).info["icc_profile"] == profile


@pytest.mark.parametrize(("form", "kind"), [("webp", "WEBP"), ("avif", "AVIF"), ("original", "JPEG")])
def test_a_picture_in_another_size_and_format(form, kind):
    small = resized(drawn(900, 600), size=256, form=form)
    image = opened(small)
    assert (image.format, image.size, small.width, small.height) == (kind, (256, 171), 256, 171)


def test_a_picture_is_never_enlarged():
    assert resized(drawn(90, 60), size=256, form="webp").width == 90


def test_a_line_of_one_pixel_survives():
    assert opened(resized(drawn(4000, 1, kind="PNG"), size=32, form="webp")).size == (32, 1)


def test_addresses_follow_from_the_name_alone():
    assert address_of("products/a b.webp") == "/media/products/a%20b.webp"
    assert address_of("products/a.webp", 500, "webp") == "/thumbnail/512/webp/products/a.webp"
    assert address_of("products/a.webp", 1) == "/thumbnail/32/original/products/a.webp"
    assert address_of("") == ""
    assert [nearest_size(each) for each in (1, 47, 49, 100, 96, 10**6)] == [32, 32, 64, 128, 64, 4096]


def test_another_picture_has_another_name():
    assert stored_name("x", b"1", "jpg") == stored_name("x", b"1", "jpg") != stored_name("x", b"2", "jpg")
