"""The API's typed errors, put where the reader looks for them."""

from django.forms import Form
from django.utils.translation import gettext as _


def spread(form: Form, errors: list[dict]) -> None:
    """Add each error to the form field of the same name, or to the form as a whole."""
    for error in errors:
        field = error["field"] if error["field"] in form.fields else None
        words = error["message"] or _("Chỗ này chưa đúng.")
        if not form.has_error(field or "__all__") or words not in form.errors.get(field or "__all__", []):
            form.add_error(field, words)


def in_words(errors: list[dict]) -> list[str]:
    """The errors' messages, each once."""
    return list(dict.fromkeys(error["message"] or _("Chưa làm được. Thử lại.") for error in errors))
