"""Everything that is B's, row by row, before and after; read again only where a call has written anything at all."""

from contextlib import contextmanager

from django.db import connection, transaction

from tests.isolation.canaries import personal
from tests.isolation.ownership import owned_models_cached, rows_of

BUYING = {
    "warehouse.Reservation": "whoever puts goods of B's into a cart holds them",
    "checkout.CheckoutLine": "the line of that cart",
    "checkout.CheckoutParcel": "and its parcel",
}
"""Tables where a buyer's own new row names B: rows may be added there, never changed."""
WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "REPLACE", "TRUNCATE")


def snapshot(side):
    """{table: {key: the whole row}}."""
    querysets = [rows_of(model, side.cooperative) for model in owned_models_cached()] + personal(side)
    return {
        each.model._meta.label: {row[0]: row for row in each.values_list("pk", *_columns(each.model))}
        for each in querysets
    }


def _columns(model):
    return [each.attname for each in model._meta.concrete_fields]


def changes(before, after):
    """What differs, in words; empty when nothing does."""
    found = []
    for table, rows in before.items():
        now = after[table]
        found += [f"{table}#{key} is gone or changed" for key, row in rows.items() if now.get(key) != row]
        found += [f"{table}#{key} is new" for key in now.keys() - rows.keys() if table not in BUYING]
    return found


class Watched:
    """Runs calls that leave no trace, and says what each would have changed of B's."""

    def __init__(self, side):
        self.side = side
        self.before = snapshot(side)
        self.reads = 0
        self.wrote = False

    @contextmanager
    def _listening(self):
        def listen(execute, sql, params, many, context):
            self.wrote = self.wrote or sql.lstrip().upper().startswith(WRITES)
            return execute(sql, params, many, context)

        self.wrote = False
        with connection.execute_wrapper(listen):
            yield

    def call(self, function, *, judge=True):
        """(what the function gives, changes of B's); everything is rolled back."""
        with transaction.atomic():
            with self._listening():
                result = function()
            found = []
            if judge and self.wrote:
                self.reads += 1
                found = changes(self.before, snapshot(self.side))
            transaction.set_rollback(True)
        return result, found
