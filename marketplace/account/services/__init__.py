"""Verbs about people."""

from marketplace.account.services.addresses import (
    create_address,
    delete_address,
    set_default_address,
    update_address,
)
from marketplace.account.services.codes import send_code
from marketplace.account.services.customers import (
    create_customer,
    delete_customers,
    set_active,
    update_customer,
)
from marketplace.account.services.deletion import delete_account, delete_by_link, request_deletion
from marketplace.account.services.emails import confirm_email_change, request_email_change
from marketplace.account.services.groups import Change, create_group, delete_group, update_group
from marketplace.account.services.passwords import (
    change_password,
    request_password_reset,
    set_password_by_link,
)
from marketplace.account.services.people import Profile, create_user, grant, update_profile
from marketplace.account.services.phones import change_phone, send_code_to_change, sign_in_by_code
from marketplace.account.services.registration import confirm, register, request_confirmation
from marketplace.account.services.scope import in_charge_of
from marketplace.account.services.signing_in import end_all_tokens, sign_in, user_of_refresh
from marketplace.account.services.staff import create_staff, create_superuser, delete_staff, update_staff

__all__ = [
    "Change",
    "Profile",
    "change_password",
    "change_phone",
    "confirm",
    "confirm_email_change",
    "create_address",
    "create_customer",
    "create_group",
    "create_staff",
    "create_superuser",
    "create_user",
    "delete_account",
    "delete_address",
    "delete_by_link",
    "delete_customers",
    "delete_group",
    "delete_staff",
    "end_all_tokens",
    "grant",
    "in_charge_of",
    "register",
    "request_confirmation",
    "request_deletion",
    "request_email_change",
    "request_password_reset",
    "send_code",
    "send_code_to_change",
    "set_active",
    "set_default_address",
    "set_password_by_link",
    "sign_in",
    "sign_in_by_code",
    "update_address",
    "update_customer",
    "update_group",
    "update_profile",
    "update_staff",
    "user_of_refresh",
]
