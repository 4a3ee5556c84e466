"""The first member of staff of a new market, made on the machine itself."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from marketplace.account.management.commands import superuser
from marketplace.account.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "chè shan tuyết cổ thụ"


def typing(monkeypatch, *typed):
    answers = iter(typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(superuser, "getpass", lambda asked: next(answers))


def test_who_was_made_on_the_machine_signs_in_to_the_back_office_and_may_everything(monkeypatch, capsys):
    typing(monkeypatch, PASSWORD, PASSWORD)
    call_command("superuser", "Minh@Example.com")
    assert capsys.readouterr().out == "minh@example.com may everything.\n"
    browser = Client()
    browser.post(reverse("admin:login"), {"username": "minh@example.com", "password": PASSWORD})
    response = browser.get(reverse("admin:account_user_changelist"))
    assert response.status_code == 200
    assert response.wsgi_request.user.is_superuser
    assert User.objects.get().search_folded == "minh@example.com"


def test_where_nobody_can_type_the_password_is_the_first_line_of_the_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nmore\n"))
    call_command("superuser", "minh@example.com")
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "typed", "why"),
    [
        ("minh@example.com", (PASSWORD, "chè shan"), "That was not the same."),
        ("minh@example.com", ("12345678", "12345678"), "Mật khẩu không được chỉ gồm chữ số."),
        ("minh", (PASSWORD, PASSWORD), "Đây không phải địa chỉ thư điện tử, xin xem lại."),
        ("lan@example.com", (PASSWORD, PASSWORD), "Đã có tài khoản dùng thông tin này."),
    ],
)
def test_what_is_mistyped_or_taken_makes_no_account(monkeypatch, email, typed, why):
    make.user(email="lan@example.com")
    typing(monkeypatch, *typed)
    with pytest.raises(CommandError, match=f"^{why}$"):
        call_command("superuser", email)
    assert User.objects.filter(is_superuser=True).count() == 0
