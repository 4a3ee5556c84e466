"""Short texts on the console instead of on a phone."""

from __future__ import annotations

import logging
import sys

from marketplace.ports.messages import Text

log = logging.getLogger(__name__)


class ConsoleMessenger:
    """The twin of an SMS gateway: prints each text, keeps nothing."""

    def __init__(self) -> None:
        log.warning("Short texts go to the console, not to phones.")

    def send(self, text: Text) -> None:
        """Print the text as a phone would show it."""
        sys.stdout.write(f"\n[{text.kind}] {text.to}\n{text.body}\n")
        sys.stdout.flush()
