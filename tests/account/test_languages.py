"""Letters about accounts speak the reader's language."""

import pytest

from marketplace.account import services
from marketplace.core.actor import SYSTEM
from tests import factories as make
from tests.account.letters import letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("vi", "Mật khẩu đã được đổi", "Mật khẩu của bạn vừa được đổi"),
        ("en", "Your password was changed", "Your password was changed, and every device is signed out."),
        ("zh-hans", "您的密码已更改", "您的密码已更改，所有设备已退出。"),
    ],
)
def test_a_letter_is_in_its_readers_language(language, subject, words):
    lan = make.user(email="lan@example.com", language_code=language)
    services.change_password(user=lan, old="mật khẩu dài", new="một câu khác hẳn", actor=SYSTEM)
    told = letter("lan@example.com")
    assert told.subject == subject
    assert words in told.body
