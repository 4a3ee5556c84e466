"""QR codes of the shop's addresses, as SVG. Pure."""

from io import BytesIO

import segno

INK = "#1a2450"


def svg(address: str) -> bytes:
    """The code of an address with the quiet zone readers need; a sixth of it may be dirty."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        dark=INK,
        light="#ffffff",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
    )
    return out.getvalue()
