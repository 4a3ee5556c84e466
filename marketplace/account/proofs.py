"""Secrets of the links in letters: computed from the account as it is, stored nowhere.

Each is good for one thing, for a limited time, and dies as soon as what it was made for is done, because what it is
computed from has changed then. It is made when the letter is written.
"""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36

from marketplace.account.models import User

NUL = "\x00"


class Proof(PasswordResetTokenGenerator):
    """Django's generator with a purpose, and the columns of the user that it is bound to."""

    def __init__(self, purpose: str, *columns: str) -> None:
        super().__init__()
        self.key_salt = f"marketplace.account.proofs.{purpose}"
        self.columns = ("pk", "email", "jwt_token_key", "deleted_at", *columns)

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return NUL.join([str(getattr(user, column)) for column in self.columns] + [str(timestamp)])


PASSWORD = Proof("password", "password")
"""To choose a password; opens an account that nobody has confirmed yet, too."""
CONFIRM = Proof("confirm", "is_confirmed", "password")
EMAIL = Proof("email", "pending_email")
DELETE = Proof("delete")


def email_change_token(user: User) -> str:
    """The token of an e-mail change, which says whose it is: the dialect asks for nothing else."""
    return f"{int_to_base36(user.pk)}-{EMAIL.make_token(user)}"


def user_of_email_change(token: str) -> User | None:
    """Whose e-mail change the token confirms; None for one that does not count."""
    key, _, proof = token.partition("-")
    try:
        user = User.objects.filter(pk=min(base36_to_int(key), 2**63 - 1), is_active=True).first()
    except ValueError:
        return None
    return user if user and user.pending_email and EMAIL.check_token(user, proof) else None
