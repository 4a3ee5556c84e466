"""What every messenger promises."""

import pytest

from integrations.embedded.messenger import ConsoleMessenger
from marketplace.ports.messages import Text

TEXT = Text(to="+84912345678", body="Đơn 1007 đang tới.", kind="shipped", key="shipped:1")


@pytest.fixture(params=[ConsoleMessenger], ids=["console"])
def messenger(request):
    return request.param()


def test_it_takes_a_text(messenger):
    assert messenger.send(TEXT) is None


def test_the_console_shows_the_text_and_to_whom(capsys):
    ConsoleMessenger().send(TEXT)
    assert capsys.readouterr().out == "\n[shipped] +84912345678\nĐơn 1007 đang tới.\n"


def test_the_log_has_neither_number_nor_text(caplog):
    ConsoleMessenger().send(TEXT)
    assert "+84912345678" not in caplog.text
    assert "1007" not in caplog.text
