"""Everything that is B's, row by row, before and after; read again only where a call has written anything at all."""

from contextlib import contextmanager

from django.db import connection, transaction

from tests.isolation.canaries import addresses_of, personal
from tests.isolation.ownership import owned_models_cached, rows_of

BUYING = {
    "warehouse.Reservation": "whoever puts goods of B's into a cart holds them",
    "checkout.CheckoutLine": "the line of that cart",
    "checkout.CheckoutParcel": "and its parcel",
}
"""Tables where a buyer's own new row names B: rows may be added there, never changed."""
WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "REPLACE", "TRUNCATE")


class Rows:
    """All rows that are a side's. The statements are written once: writing them anew was most of what a call took."""

    def __init__(self, side):
        self.side = side
        owned = [rows_of(model, side.cooperative) for model in owned_models_cached()]
        self.statements = {each.model._meta.label: _statement(each) for each in owned + personal(side)}

    def now(self):
        """{table: {key: the whole row}}, as the database gives it."""
        addresses = addresses_of(self.side)  # which these are, other rows say
        statements = self.statements | {addresses.model._meta.label: _statement(addresses)}
        return {table: _rows(*each) for table, each in statements.items()}


def _statement(queryset):
    columns = [each.attname for each in queryset.model._meta.concrete_fields]
    return queryset.values_list("pk", *columns).query.sql_with_params()


def _rows(statement, parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {row[0]: row for row in cursor.fetchall()}


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
        self.rows = Rows(side)
        self.before = self.rows.now()
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
                found = changes(self.before, self.rows.now())
            transaction.set_rollback(True)
        return result, found
