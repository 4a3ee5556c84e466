"""Verbs about cooperatives: found one, change it, and who acts for it."""

from marketplace.cooperative.services.joining import join_account, release_phone
from marketplace.cooperative.services.leaving import let_account_go
from marketplace.cooperative.services.links import make_link, open_link
from marketplace.cooperative.services.mandates import (
    confirm_mandate,
    end_mandate,
    offer_help,
    propose_mandate,
    send_helper_link,
    sign_helper_out,
)
from marketplace.cooperative.services.owners import (
    accept_ownership,
    appoint_owner,
    end_offer,
    offer_ownership,
)
from marketplace.cooperative.services.people import (
    add_member,
    invite_member,
    remove_member,
    send_member_link,
    sign_member_out,
    sign_out_everywhere,
    update_member,
)
from marketplace.cooperative.services.profile import (
    complete,
    create_cooperative,
    set_logo,
    translate_cooperative,
    update_cooperative,
)
from marketplace.cooperative.services.terms import set_terms
from marketplace.cooperative.services.viewings import begin_viewing, end_viewing, offer_viewing

__all__ = [
    "accept_ownership",
    "add_member",
    "appoint_owner",
    "begin_viewing",
    "complete",
    "confirm_mandate",
    "create_cooperative",
    "end_mandate",
    "end_offer",
    "end_viewing",
    "invite_member",
    "join_account",
    "let_account_go",
    "make_link",
    "offer_help",
    "offer_ownership",
    "offer_viewing",
    "open_link",
    "propose_mandate",
    "release_phone",
    "remove_member",
    "send_helper_link",
    "send_member_link",
    "set_logo",
    "set_terms",
    "sign_helper_out",
    "sign_member_out",
    "sign_out_everywhere",
    "translate_cooperative",
    "update_cooperative",
    "update_member",
]
