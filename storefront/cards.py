"""Draws the picture a shared link shows: the good or the landscape, its name, who sells it. 1200 × 630 JPEG. Pure."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from storefront.share import HEIGHT, WIDTH

HERE = Path(__file__).resolve().parent / "static"
FACE = HERE / "fonts" / "alegreya-vi-700.woff2"
PAPER, RAISED, INK, SOFT = "#f7f0e1", "#fefaf1", "#1a2450", "#575365"
INDIGO, TURMERIC, MADDER = "#1a2450", "#d9982b", "#b23a2e"
MARGIN, LARGEST, SMALLEST = 56, 76, 40


def of_good(picture: bytes, name: str, byline: str) -> bytes:
    """The good's own square picture on the left, its name on paper on the right. Raises OSError for no picture."""
    card = Image.new("RGB", (WIDTH, HEIGHT), RAISED)
    card.paste(ImageOps.fit(_opened(picture), (HEIGHT, HEIGHT)), (0, 0))
    draw = ImageDraw.Draw(card)
    _hem(draw, HEIGHT, 0, WIDTH)
    bottom = _words(draw, name, byline, (HEIGHT + MARGIN, 110), WIDTH - HEIGHT - 2 * MARGIN, 4)
    _brand(card, HEIGHT + MARGIN, max(HEIGHT - 92, bottom + 16))
    return _jpeg(card)


def of_seller(landscape: str, name: str, byline: str) -> bytes:
    """One of our landscapes with the seller's label on it."""
    card = ImageOps.fit(_opened((HERE / "share" / f"{landscape}.jpg").read_bytes()), (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(card)
    left, top, right = 64, 250, 780
    draw.rectangle((left, top, right, HEIGHT - 56), fill=RAISED)
    _hem(draw, left, top, right)
    _words(draw, name, byline, (left + 44, top + 60), right - left - 88, 2)
    _brand(card, left + 44, HEIGHT - 128)
    return _jpeg(card)


def _opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


def _words(
    draw: ImageDraw.ImageDraw, name: str, byline: str, at: tuple[int, int], width: int, most: int
) -> int:
    """The name as large as fits into `most` lines, the byline below. Gives where they end."""
    for size in range(LARGEST, SMALLEST - 1, -4):
        face = ImageFont.truetype(FACE, size)
        lines = _broken(name, face, width)
        if len(lines) <= most and all(face.getlength(line) <= width for line in lines):
            break
    x, y = at
    for line in lines[:most]:
        draw.text((x, y), line, font=face, fill=INK)
        y += round(size * 1.16)
    small = ImageFont.truetype(FACE, 32)
    for line in _broken(byline, small, width)[:2]:
        draw.text((x, y + 14), line, font=small, fill=SOFT)
        y += 40
    return y


def _broken(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _hem(draw: ImageDraw.ImageDraw, left: int, top: int, right: int) -> None:
    """The woven band, lozenge by lozenge, spread over the whole edge."""
    draw.rectangle((left, top, right, top + 24), fill=INDIGO)
    count = (right - left) // 48
    for place in range(count):
        x = left + place * (right - left) // count
        for colour, inset in ((TURMERIC, 2), (MADDER, 7)):
            wide = inset * 2
            draw.polygon(
                [
                    (x + wide, top + 12), (x + 24, top + inset),
                    (x + 48 - wide, top + 12), (x + 24, top + 24 - inset),
                ],
                fill=colour,
            )  # fmt: skip


def _brand(card: Image.Image, x: int, y: int) -> None:
    sign = Image.open(HERE / "icons" / "icon-192.png").convert("RGBA").resize((56, 56))
    card.paste(sign, (x, y), sign)
    ImageDraw.Draw(card).text((x + 72, y + 2), "Chợ Phiên", font=ImageFont.truetype(FACE, 38), fill=INDIGO)


def _jpeg(card: Image.Image) -> bytes:
    out = BytesIO()
    card.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()
