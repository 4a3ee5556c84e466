"""A point on the map as it stands in an address: `22.336,103.844`. Pure."""

import json
import re

_NUMBER = r"-?(0|[1-9][0-9]{0,2})(\.[0-9]{1,8})?"
_POINT = re.compile(f"{_NUMBER},{_NUMBER}")


def point_typed(text: str) -> dict | None:
    """The point as the API takes it; None for what is none."""
    text = text.strip()
    if not _POINT.fullmatch(text):
        return None
    latitude, longitude = json.loads(f"[{text}]")
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return {"latitude": latitude, "longitude": longitude}
