"""Who tries: people of A, buyers, guests, helpers, staff; and those who may, to show that the same call works."""

from dataclasses import dataclass

from marketplace.account.queries import permissions_of
from marketplace.account.tokens import tokens
from marketplace.cooperative.api.authentication import authenticate
from marketplace.core.actor import GUEST, Actor


@dataclass(frozen=True)
class Caller:
    """Somebody with a name for the report. `own` is the side whose things are theirs."""

    name: str
    actor: Actor
    own: str = "a"

    @property
    def is_guest(self):
        """Nobody is signed in."""
        return self.actor is GUEST


def signed_in(user):
    """The actor behind a fresh access token of this user, by the way every request goes."""
    return authenticate(tokens().access(user, permissions_of(user)))


def by_link(member):
    """The actor behind the token of a member who came in by a one-time link."""
    return authenticate(tokens().member(member.pk, member.token_key))


def attackers(world):
    """Those to whom what is B's is closed."""
    people = world.a.people
    found = [Caller(f"A's {role}", signed_in(member.user)) for role, member in people.items()]
    found.append(Caller("A's packer, by a link", by_link(people["packer"])))
    found.append(Caller("a buyer", signed_in(world.a.buyer)))
    found.append(Caller("a guest", GUEST))
    found.append(Caller("B's manager, let go", signed_in(world.former.user)))
    found += [Caller(name, signed_in(user)) for name, user in world.helpers.items()]
    found.append(Caller("staff without the permission", signed_in(world.nobodys_staff)))
    return found


def entitled(world):
    """Those who may, in the order in which they are tried."""
    people = world.b.people
    found = [Caller(f"B's {role}", signed_in(member.user), "b") for role, member in people.items()]
    found.append(Caller("B's helper", signed_in(world.b_helper), "b"))
    found.append(Caller("B's buyer", signed_in(world.b.buyer), "b"))
    found.append(Caller("staff", signed_in(world.staff), "b"))
    return found
