"""`python -m tools.pictures OUTDIR`: every picture of the demo, as WebP. `--svg` gives the drawings themselves."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from .crests import crest
from .scenes import SCENES, scene
from .seconds import SECONDS
from .shelves import SHELF_PICTURES
from .stills import draw, draw_second
from .webp import raster

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "marketplace" / "demo" / "data"
FACE = Path(__file__).resolve().parent / "alegreya-vi-700.woff2"


def drawings() -> Iterator[tuple[str, str, int]]:
    """Name without ending, SVG text, width in pixels."""
    products = json.loads((DATA / "products.json").read_text(encoding="utf-8"))
    by_id = {p["source_id"]: draw({"id": p["source_id"], "name_vi": p["name_vi"]}) for p in products}
    for ident, svg in by_id.items():
        yield ident, svg, 960
    for ident in SECONDS:
        yield f"{ident}-2", draw_second(ident), 960
    for seller in json.loads((DATA / "cooperatives.json").read_text(encoding="utf-8")):
        yield f"coop-{seller['slug']}", crest(seller["slug"], seller["crest"], seller["name"]), 320
    for shelf, ident in SHELF_PICTURES.items():
        yield f"cat-{shelf}", by_id[ident], 480


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--svg", action="store_true", help="write SVG instead of WebP")
    parser.add_argument("--bands", action="store_true", help="the six landscape bands instead, always as SVG")
    parser.add_argument("--only", default="", help="only names that begin with this")
    chosen = parser.parse_args()
    chosen.outdir.mkdir(parents=True, exist_ok=True)
    if chosen.bands:
        for name in SCENES:
            (chosen.outdir / f"{name}.svg").write_text(scene(name), encoding="utf-8")
        return
    sizes = []
    for name, svg, width in drawings():
        if not name.startswith(chosen.only):
            continue
        content = svg.encode() if chosen.svg else raster(svg, width=width, woff2=FACE)
        (chosen.outdir / f"{name}.{'svg' if chosen.svg else 'webp'}").write_bytes(content)
        sizes.append(len(content))
    print(f"{len(sizes)} pictures, {sum(sizes) // 1024} kB, largest {max(sizes, default=0)} bytes")


if __name__ == "__main__":
    main()
