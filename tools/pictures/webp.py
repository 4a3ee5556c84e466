"""From SVG to WebP, with our display face for the letters."""

from __future__ import annotations

import importlib
import io
import tempfile
from functools import cache
from pathlib import Path

# Both are asked for only here, and are no part of the market's own requirements.
LIMIT = 30 * 1024


@cache
def face(woff2: Path) -> str:
    """The display face as a TrueType file, which the rasteriser reads."""
    font = importlib.import_module("fontTools.ttLib").TTFont(woff2)
    font.flavor = None
    place = Path(tempfile.mkdtemp()) / "face.ttf"
    font.save(place)
    return str(place)


def raster(svg: str, *, width: int, woff2: Path) -> bytes:
    """A WebP of at most LIMIT bytes: the best quality that fits."""
    png = importlib.import_module("resvg_py").svg_to_bytes(
        svg_string=svg, width=width, font_files=[face(woff2)], font_family="Alegreya", serif_family="Alegreya"
    )
    image = importlib.import_module("PIL.Image").open(io.BytesIO(bytes(png))).convert("RGB")
    for quality in range(82, 10, -6):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=5)
        if out.tell() <= LIMIT:
            break
    return out.getvalue()
