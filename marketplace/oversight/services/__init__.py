"""Verbs between the operator and those who sell."""

from marketplace.oversight.services.applications import accept_rules, apply, fill_in, submit
from marketplace.oversight.services.complaints import answer_complaint, receive_complaint
from marketplace.oversight.services.decisions import approve, ask_more, confirm_bank_account, refuse
from marketplace.oversight.services.defaults import set_up_defaults
from marketplace.oversight.services.exports import ask_for_data, forget_export, make_export
from marketplace.oversight.services.judgement import look_again
from marketplace.oversight.services.listings import (
    approve_listing,
    send_back_listing,
    submit_listing,
    withdraw_listing,
)
from marketplace.oversight.services.looks import open_file
from marketplace.oversight.services.papers import (
    accept_paper,
    forget_papers,
    give_paper,
    refuse_paper,
    remove_paper,
)
from marketplace.oversight.services.requests import follow_request, receive_request, refuse_request
from marketplace.oversight.services.rules import drop_rule, write_rule
from marketplace.oversight.services.suspensions import (
    announce_suspension,
    reinstate,
    suspend_when_due,
    withdraw_suspension,
)
from marketplace.oversight.services.take_downs import restore, take_down
from marketplace.oversight.services.words import forget_word, watch_word

__all__ = [
    "accept_paper",
    "answer_complaint",
    "receive_complaint",
    "accept_rules",
    "announce_suspension",
    "apply",
    "approve",
    "approve_listing",
    "ask_for_data",
    "ask_more",
    "confirm_bank_account",
    "fill_in",
    "follow_request",
    "drop_rule",
    "forget_export",
    "forget_papers",
    "forget_word",
    "give_paper",
    "look_again",
    "make_export",
    "open_file",
    "receive_request",
    "refuse",
    "refuse_paper",
    "refuse_request",
    "reinstate",
    "remove_paper",
    "restore",
    "send_back_listing",
    "set_up_defaults",
    "submit",
    "submit_listing",
    "suspend_when_due",
    "take_down",
    "watch_word",
    "withdraw_listing",
    "withdraw_suspension",
    "write_rule",
]
