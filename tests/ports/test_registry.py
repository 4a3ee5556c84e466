"""Adapters are chosen by settings, in Django's own form."""

import pytest

from marketplace.ports import registry

ECHO = f"{__name__}.Echo"


class Echo:
    """An adapter that keeps its options."""

    def __init__(self, **options):
        self.options = options


def test_what_the_settings_name_is_there_and_nothing_else(settings):
    settings.PAYMENT_GATEWAYS = {"echo": {"BACKEND": ECHO, "OPTIONS": {"secret": "x"}}}
    settings.CARRIERS = {"echo": {"BACKEND": ECHO}}
    settings.MESSENGER = {"BACKEND": ECHO}
    assert registry.gateway("echo").options == {"secret": "x"}
    assert registry.gateways().keys() == {"echo"}
    assert registry.carrier("echo").options == {}
    assert isinstance(registry.messenger(), Echo)
    assert registry.gateway("cod") is None
    assert registry.carrier("ghn") is None


def test_an_adapter_is_built_once_for_the_same_options(settings):
    settings.PAYMENT_GATEWAYS = {
        "a": {"BACKEND": ECHO, "OPTIONS": {"n": 1}},
        "b": {"BACKEND": ECHO, "OPTIONS": {"n": 2}},
    }
    assert registry.gateway("a") is registry.gateway("a")
    assert registry.gateway("a") is not registry.gateway("b")


def test_a_name_that_leads_nowhere_is_a_clear_fault(settings):
    settings.MESSENGER = {"BACKEND": "integrations.nowhere.Messenger"}
    with pytest.raises(ImportError):
        registry.messenger()
