"""Variables as they may come, judged before they are read: texts that can be written down, lists somebody can mean."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

DEEPEST = 50
"""Levels; `where` within `where` needs two for each."""
MOST_OBJECTS = 2_000
"""Each is made an input of the schema, with all its fields; ten thousand take seconds."""
LONGEST_LIST = 1_000
"""Elements of one list. The dialect's clients send at most a page of ids; SQLite takes 32,766 parameters."""
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u(0000|\{0+\})")
"""As JSON and GraphQL write it; after a backslash that is itself written so, they are letters somebody typed."""


def why_refused(query: str | None, variables: Mapping[str, Any] | None) -> str | None:
    """What is wrong with them, in words; None when nothing is."""
    try:
        text = (query or "") + json.dumps(variables, ensure_ascii=False, default=str)
        text.encode()
    except RecursionError:
        return _("The variables are nested too deeply.")
    except UnicodeEncodeError:  # halves of characters
        return _("The request holds characters that no text has.")
    if "\x00" in text or _NUL.search(text):  # the database takes none
        return _("The request holds characters that no text has.")
    longest, deepest, objects = _measure(variables)
    if longest > LONGEST_LIST:
        return _("A list has at most %(most)s elements.") % {"most": LONGEST_LIST}
    if objects > MOST_OBJECTS:
        return _("The variables hold at most %(most)s objects.") % {"most": MOST_OBJECTS}
    return _("The variables are nested too deeply.") if deepest > DEEPEST else None


def _measure(variables: Any) -> tuple[int, int, int]:
    """The longest list, how many levels there are, and how many objects."""
    longest = deepest = objects = 0
    inside = [(variables, 1)]
    while inside:
        each, depth = inside.pop()
        if isinstance(each, (dict, list)):
            longest = max(longest, len(each) if isinstance(each, list) else 0)
            objects += isinstance(each, dict)
            deepest = max(deepest, depth)
            inside.extend((below, depth + 1) for below in (each.values() if isinstance(each, dict) else each))
    return longest, deepest, objects
