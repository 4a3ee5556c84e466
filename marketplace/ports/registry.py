"""Which adapters are there. The form is Django's own: {name: {"BACKEND": path, "OPTIONS": {…}}}."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from marketplace.ports.carriers import Carrier
from marketplace.ports.messages import Messenger
from marketplace.ports.payments import PaymentGateway
from marketplace.ports.search import SearchEngine


def gateway(name: str) -> PaymentGateway | None:
    """The way to pay of this id ("cod"); None when this shop has no such way."""
    spec = settings.PAYMENT_GATEWAYS.get(name)
    return _built(spec) if spec else None


def gateways() -> dict[str, PaymentGateway]:
    """All ways to pay by id."""
    return {name: _built(spec) for name, spec in settings.PAYMENT_GATEWAYS.items()}


def carrier(name: str) -> Carrier | None:
    """The carrier of this id; None when this shop has no such carrier."""
    spec = settings.CARRIERS.get(name)
    return _built(spec) if spec else None


def messenger() -> Messenger:
    """The one way short texts go."""
    return _built(settings.MESSENGER)


def engine() -> SearchEngine | None:
    """The one search engine; None where searches are plain matches in the database."""
    return _built(settings.SEARCH) if settings.SEARCH else None


def _built(spec: Mapping[str, Any]) -> Any:
    return _build(spec["BACKEND"], json.dumps(spec.get("OPTIONS", {}), sort_keys=True))


@cache
def _build(path: str, options: str) -> Any:
    return import_string(path)(**json.loads(options))
