"""Every mutation as every caller: those to whom it is closed with whatever they have, all others with ids of B's in
every place for an id; and the same by those who may."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from marketplace.graphql.ids import to_global_id
from marketplace.graphql.permissions import PUBLIC, SIGNED_IN
from tests.isolation.asking import DENIED
from tests.isolation.classes import HIDDEN, PERSONAL, SCHEMA, TARGETS, TYPES, A, B
from tests.isolation.examples import MUST_BE, NotKnown
from tests.isolation.public import refusal_of, stated

SECRET_KINDS = {"Order", "Checkout", "CheckoutLine"}
"""Ids that are keys themselves (DECISIONS 2; a line's, of its cart): not tried, but nobody may be shown one."""
NOBODYS_NUMBER, NOBODYS_UUID = 987_654_321, UUID(int=7)


@dataclass
class Tried:
    """What was tried, and what went wrong."""

    cases: Counter = field(default_factory=Counter)
    controlled: Counter = field(default_factory=Counter)
    lonely: set = field(default_factory=set)
    wrong: list = field(default_factory=list)
    calls: int = 0
    open: set = field(default_factory=set)
    denied: set = field(default_factory=set)
    """Mutations that were refused for want of a permission in at least one case."""
    texts: list = field(default_factory=list)
    after: list = field(default_factory=list)


class Trial:
    """One mutation, tried by everybody."""

    def __init__(self, call, classes, watched, public, found):
        self.call, self.classes, self.watched, self.public, self.found = call, classes, watched, public, found
        self.controls = {}
        self.opens = None

    def run(self, attackers, entitled):
        """Find out what the ids are, who can, and try all who cannot."""
        self._learn_kinds(entitled)
        targets = self._targets()
        self.controls = {target: self._control(target, entitled) for target in targets}
        self.opens = self._who_may(entitled)
        for caller in attackers:
            entitled_at_all = self._run(caller, self._ids(A))
            self._judge_closed(caller, entitled_at_all)
            for target in targets:
                self._try(caller, target, entitled_at_all)

    def _learn_kinds(self, entitled):
        """The refusal of an id of another type says which type is wanted."""
        for caller in reversed(entitled):
            for _ in range(len(self.call.kinds) + 1):
                outcome = self._run(caller, self._ids(B), judge=False)
                if not self._learned(outcome):
                    break

    def _learned(self, outcome):
        learned = False
        for _code, name, message in outcome.errors:
            if match := MUST_BE.search(message):
                kinds = match.group(1).split(" / ")
                for path, kind in self.call.kinds.items():
                    if (path[-1] == name or len(self.call.kinds) == 1) and kind not in kinds and kind != "":
                        self.call.kinds[path] = kinds[0]
                        learned = True
        return learned

    def _targets(self):
        """(place, id, type, whose) of everything of B's that can be put into a place."""
        return [
            (path, id_, each, label)
            for path, kind in self.call.kinds.items()
            for each in self._types(path, kind)
            if each not in SECRET_KINDS
            for label in TARGETS
            for id_ in self.classes.ids(each, label)[:1]
        ]

    def _types(self, path, kind):
        if kind in TYPES or kind == "":
            return [kind] if kind else []
        if kind in SCHEMA.type_map:
            return [
                each.name for each in SCHEMA.get_possible_types(SCHEMA.type_map[kind]) if each.name in TYPES
            ]
        raise NotKnown(
            f"{self.call.name}({'.'.join(path)}: ID): of which type? Say it in tests/isolation/examples.py KINDS "
            f'as "{self.call.name}.{path[-1]}": "…"'
        )

    def _control(self, target, entitled):
        path, id_, _kind, _label = target
        for caller in entitled:
            if self._run(caller, self._ids(B), judge=False, instead={path: id_}).passes:
                return caller.name
        return None

    def _who_may(self, entitled):
        """The first who gets through with things of their own: the control of those who are told that they may not."""
        return next(
            (each.name for each in entitled if self._run(each, self._ids(B), judge=False).passes), None
        )

    def _judge_closed(self, caller, outcome):
        """Whoever has not what the mutation states is told so in its words, whatever was sent: of what acts on oneself,
        where no id is anybody else's, a visitor is refused, and not by the next door behind."""
        if self.permission.allows(caller.actor):
            return
        refusal = ((DENIED, "", refusal_of(self.permission)),)
        nonsense = self._run(caller, self._ids(A), nonsense=True)
        for each, sent in ((outcome, "sense"), (nonsense, "nonsense")):
            if each.errors != refusal:
                self._wrong(f"{self.call.name} as {caller.name}", f"not denied, with {sent}: {each.looks}")
        if "denied" in (outcome.word, nonsense.word):
            self.found.denied.add(self.call.name)
        self.found.cases[caller.name] += 1
        if self.opens:
            self.found.controlled[caller.name] += 1
        else:
            self.found.lonely.add(self.call.name)

    def _try(self, caller, target, entitled_at_all):
        path, id_, kind, label = target
        case = f"{self.call.name}({'.'.join(path)}: {kind}, {label}) as {caller.name}"
        self._count(caller, target)
        instead = {path: id_}
        outcome = self._run(caller, self._ids(A), instead=instead, case=case)
        nonsense = self._run(caller, self._ids(A), instead=instead, nonsense=True, case=case)
        if outcome.word == "denied":
            self.found.denied.add(self.call.name)
            if nonsense.word != "denied":
                self._wrong(case, f"denied, but with nonsense {nonsense.looks}: validated before permission")
            return
        is_public = label is B and kind in self.public
        if not entitled_at_all.passes and self._is_outside(caller):
            self._wrong(case, f"could never succeed, yet is not denied at the top: {outcome.looks}")
        if is_public:
            if outcome.word == "done":
                self._judge_open(case)
            return
        missing = {path: _nobodys(kind)}
        there, not_there = outcome, self._run(caller, self._ids(A), instead=missing)
        if there.looks != not_there.looks:
            self._wrong(case, f"told apart from what is missing: {there.looks}, {not_there.looks}")
        not_there = self._run(caller, self._ids(A), instead=missing, nonsense=True)
        if nonsense.looks != not_there.looks:
            self._wrong(
                case, f"with nonsense told apart from what is missing: {nonsense.looks}, {not_there.looks}"
            )

    def _is_outside(self, caller):
        """Whether the caller is nobody to this mutation, and so told at the top. Within a cooperative the service
        judges by the very row; and what every signed-in person may call judges whose it is."""
        return not caller.actor.cooperatives and (caller.is_guest or self.permission.names != SIGNED_IN.names)

    def _judge_open(self, case):
        """Done with something public of B's: only where anybody may call, and then it has changed nothing of B's."""
        if self.permission.names != PUBLIC.names:
            self._wrong(case, "done with what is B's")
        self.found.open.add(case.split(" as ")[0])

    @property
    def permission(self):
        """What the mutation states."""
        return stated(SCHEMA.mutation_type, self.call.name)

    def _count(self, caller, target):
        self.found.cases[caller.name] += 1
        if self.controls[target]:
            self.found.controlled[caller.name] += 1
        else:
            path, _id, kind, label = target
            self.found.lonely.add(f"{self.call.name}({'.'.join(path)}: {kind}, {label})")

    def _ids(self, label):
        """Ids by type, of things that are so; of other types the first there is."""

        def give(kind):
            kind = "Product" if kind == "ObjectWithMetadata" else kind
            if kind not in TYPES:
                return to_global_id(kind or "Nothing", NOBODYS_NUMBER)
            for each in (label, *((HIDDEN, PERSONAL) if label is B else ())):
                if found := self.classes.ids(kind, each):
                    return found[0]
            row = TYPES[kind]._base_manager.order_by("pk").first()
            return to_global_id(kind, row.pk) if row is not None else _nobodys(kind)

        return give

    def _run(self, caller, ids, *, judge=True, case=None, **more):
        self.found.calls += 1
        outcome, changed = self.watched.call(lambda: self.call.run(caller, ids, **more), judge=judge)
        name = case or f"{self.call.name} as {caller.name}"
        if judge and changed:
            self._wrong(name, f"changed what is B's: {changed[:5]}")
        if outcome.word == "fault":
            self._wrong(name, f"a fault of the program: {outcome.text[:300]}")
        if judge:
            self.found.texts.append((name, outcome.text))
        return outcome

    def _wrong(self, case, sentence):
        self.found.wrong.append(f"{case}: {sentence}")


def _nobodys(kind):
    model = TYPES[kind]
    is_uuid = model._meta.pk.get_internal_type() == "UUIDField"
    return to_global_id(kind, NOBODYS_UUID if is_uuid else NOBODYS_NUMBER)
