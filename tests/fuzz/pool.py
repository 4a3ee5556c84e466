"""What the fuzzer knows of the market: ids by type, slugs, cursors, tokens. It grows with every answer."""

import base64
import binascii
from collections import defaultdict

MOST_KEPT = 200


class Pool:
    """Words by kind: a type's name for its ids, "slug", "cursor", "token"."""

    def __init__(self, chance):
        self.chance = chance
        self.words = defaultdict(list)
        self.ever = defaultdict(set)

    def add(self, kind, word):
        """Remember it; of too many the oldest is forgotten."""
        kept = self.words[kind]
        if word in kept:
            return
        kept.append(word)
        self.ever[kind].add(word)
        if len(kept) > MOST_KEPT:
            kept.pop(0)

    def pick(self, kind, default=None):
        """One of that kind; rather a late one."""
        kept = self.words.get(kind)
        if not kept:
            return default
        return self.chance.choice(kept[-3:] if self.chance.random() < 0.5 else kept)

    def id_of_any_type(self):
        """An id of some type."""
        kinds = [kind for kind in self.words if kind[0].isupper()]
        return self.pick(self.chance.choice(kinds)) if kinds else "x"

    def harvest(self, answer):
        """Learn from an answer."""
        if isinstance(answer, list):
            for each in answer:
                self.harvest(each)
        elif isinstance(answer, dict):
            for name, value in answer.items():
                if isinstance(value, str):
                    self._learn(name, value)
                else:
                    self.harvest(value)

    def _learn(self, name, value):
        if name == "id" and (kind := kind_of(value)):
            self.add(kind, value)
        elif name in ("cursor", "startCursor", "endCursor"):
            self.add("cursor", value)
        elif (
            name in ("slug", "sku", "name", "token", "refreshToken", "number", "phone", "url")
            and len(value) < 2000
        ):
            self.add(name, value)


def kind_of(global_id):
    """The type in a global id, or None."""
    try:
        kind, separator, _ = base64.b64decode(global_id, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return kind if separator and kind.isidentifier() else None
