"""What we say to people about their accounts, in the language that is active. Pure."""

from __future__ import annotations

from marketplace.notification.letters import Letter, greeting, paragraphs
from marketplace.notification.wording import said as _


def confirm_account(*, name: str, link: str) -> Letter:
    """Is this your e-mail?"""
    ask = _(
        "You, or somebody with your e-mail, opened an account at Cho Phien. If it was you, confirm it here:"
    )
    ignore = _("If it was not you, do nothing: without this link nobody gets in.")
    return _letter(_("Confirm your account"), name, ask, link, ignore)


def registered_again(*, name: str, link: str) -> Letter:
    """To somebody who has an account and was registered once more."""
    there = _("Somebody tried to open an account with your e-mail. You have one already: just sign in.")
    forgot = _("If you have forgotten your password, choose a new one here:")
    return _letter(_("You have an account already"), name, f"{there}\n{forgot}", link, _ignored())


def password_reset(*, name: str, link: str) -> Letter:
    """The way back in."""
    choose = _("Choose a new password here. The link counts for one day:")
    return _letter(_("Choose a new password"), name, choose, link, _ignored())


def email_change(*, name: str, link: str) -> Letter:
    """To the new address: is this yours?"""
    ask = _("This is to be the e-mail of your account. Confirm it here, signed in:")
    return _letter(_("Confirm your new e-mail"), name, ask, link, _ignored())


def email_change_warning(*, name: str) -> Letter:
    """To the old address: somebody who knows the password is changing this."""
    asked = _("Somebody who knows your password asked for another e-mail for your account.")
    act = _("If it was not you, change your password at once: nothing has changed yet.")
    return _letter(_("Your e-mail is to be changed"), name, asked, "", act)


def deletion(*, name: str, link: str) -> Letter:
    """Really?"""
    ask = _("You asked us to delete your account. Confirm it here, signed in. It cannot be undone:")
    keep = _("Your name, addresses and numbers go. What you ordered stays in our books without them.")
    return _letter(_("Delete your account?"), name, ask, link, f"{keep}\n{_ignored()}")


def invited(*, name: str, link: str) -> Letter:
    """Staff made an account for you."""
    ask = _("There is an account for you at Cho Phien. Choose a password here, and it is yours:")
    return _letter(_("Your account at Cho Phien"), name, ask, link, "")


def password_changed(*, name: str) -> Letter:
    """So that a thief cannot do it in silence."""
    changed = _("Your password was changed, and every device is signed out.")
    act = _("If it was not you, choose a new one at once by “forgotten password”, or write to us.")
    return _letter(_("Your password was changed"), name, changed, "", act)


def email_changed(*, name: str) -> Letter:
    """To the new address."""
    changed = _("This is the e-mail of your account from now on, and every device is signed out.")
    return _letter(_("Your e-mail was changed"), name, changed, "", _write_to_us())


def phone_changed(*, name: str) -> Letter:
    """To the e-mail: a thief of the phone must not take the number in silence."""
    changed = _("Your account has another phone number from now on, and every other device is signed out.")
    return _letter(_("Your phone number was changed"), name, changed, "", _write_to_us())


def phone_released(*, name: str) -> Letter:
    """To the e-mail: somebody else came in with the number."""
    gone = _(
        "Somebody else has your phone number now and opened an account with it. Yours is without a number."
    )
    back = _("Come in by your e-mail. If you have no password, choose one by “forgotten password”.")
    return _letter(_("Your number belongs to somebody else"), name, gone, "", back)


def _write_to_us() -> str:
    return _("If it was not you, choose a new password at once, or write to us.")


def _ignored() -> str:
    return _("If it was not you, do nothing: nothing changes.")


def _letter(subject: str, name: str, text: str, link: str, after: str) -> Letter:
    body = paragraphs(greeting(name), "\n".join(filter(None, (text, link))), after)
    return Letter(subject, body, " ".join(filter(None, (f"Cho Phien: {text}", link))))
