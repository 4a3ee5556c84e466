"""One question as one caller, in process, with the answer as it would go over the wire."""

from dataclasses import dataclass, field

from django.utils import translation
from graphql.execution.values import get_variable_values

from marketplace.graphql.context import Context
from marketplace.graphql.execution import execute
from marketplace.graphql.view import format_error
from marketplace.schema import endpoint
from tests.isolation.canaries import as_text

DENIED = "PermissionDenied"
FAULT = "InternalServerError"


@dataclass
class Answer:
    """Data, and errors by the path they are at."""

    data: dict
    errors: list = field(default_factory=list)

    @property
    def text(self):
        """The whole as JSON."""
        return as_text([self.data, self.errors])

    def code(self):
        """The code of the first error at the top, if any."""
        return self.errors[0]["extensions"]["exception"]["code"] if self.errors else None


def ask(text, caller, **variables):
    """The answer. The price of a question is not weighed here: the walk asks for more than any client may."""
    document = endpoint.documents.get(text)
    assert not document.errors, f"{document.errors}\n{text}"
    operation = document.operation(None)
    coerced = get_variable_values(
        endpoint.schema, operation.variable_definitions or (), variables, max_errors=5
    )
    assert isinstance(coerced, dict) or True
    if isinstance(coerced, list):
        raise AssertionError(f"not a valid question: {coerced}\n{text}\n{variables}")
    with translation.override("en"):
        data, errors = execute(document.plan(operation, coerced), Context(actor=caller.actor), coerced)
        shown = [format_error(each) for each in errors]
    return Answer(data, shown)
