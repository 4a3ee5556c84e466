"""Verbs about people."""

from marketplace.account.services.addresses import (
    create_address,
    delete_address,
    set_default_address,
    update_address,
)
from marketplace.account.services.codes import send_code
from marketplace.account.services.deletion import delete_account, delete_by_link, request_deletion
from marketplace.account.services.emails import confirm_email_change, request_email_change
from marketplace.account.services.passwords import (
    change_password,
    request_password_reset,
    set_password_by_link,
)
from marketplace.account.services.people import Profile, create_user, grant, update_profile
from marketplace.account.services.phones import change_phone, send_code_to_change, sign_in_by_code
from marketplace.account.services.registration import confirm, register, request_confirmation
from marketplace.account.services.signing_in import end_all_tokens, sign_in, user_of_refresh

__all__ = [
    "Profile",
    "change_password",
    "change_phone",
    "confirm",
    "confirm_email_change",
    "create_address",
    "create_user",
    "delete_account",
    "delete_address",
    "delete_by_link",
    "end_all_tokens",
    "grant",
    "register",
    "request_confirmation",
    "request_deletion",
    "request_email_change",
    "request_password_reset",
    "send_code",
    "send_code_to_change",
    "set_default_address",
    "set_password_by_link",
    "sign_in",
    "sign_in_by_code",
    "update_address",
    "update_profile",
    "user_of_refresh",
]
