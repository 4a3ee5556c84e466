"""What the letters of a test said."""

import re
from urllib.parse import parse_qs, urlsplit

from django.core import mail

from marketplace.core.jobs import run_due


def letter(to=None):
    """The last letter that was sent (to somebody), after everything due is done."""
    run_due()
    return [each for each in mail.outbox if to is None or each.to == [to]][-1]


def link(to=None):
    """(address without its query, what stands in it) of the link in the last letter."""
    address = re.search(r"https?://\S+", letter(to).body).group(0)
    parts = urlsplit(address)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts._replace(query="").geturl(), given
