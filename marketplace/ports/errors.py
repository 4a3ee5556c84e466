"""The three ways an adapter fails; each asks for something else from the caller."""


class PortError(Exception):
    """An outside service did not do what was asked."""


class Refused(PortError):
    """Final: tell the person. The message is for people."""


class Unavailable(PortError):
    """Nothing happened: try again later."""


class Unknown(PortError):
    """The outcome is not known: park, ask later, never repeat under a new key."""
