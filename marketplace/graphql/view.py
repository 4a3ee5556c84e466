"""The one endpoint over HTTP: token, body, limits, execution, and errors that never say too much."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from graphene import Schema
from graphene.utils.str_converters import to_camel_case
from graphene_django.views import GraphQLView as GrapheneView
from graphene_django.views import HttpError
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationType
from graphql import execute as execute_with_core
from graphql.execution.values import get_variable_values
from graphql.type import assert_valid_schema

from marketplace.core.actor import GUEST, Actor
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.graphql.answers import CATALOGUE, Answered, Answers
from marketplace.graphql.context import Context
from marketplace.graphql.documents import Document, Documents
from marketplace.graphql.execution import execute
from marketplace.graphql.fallback import install
from marketplace.graphql.numbers import read_json, write_json
from marketplace.graphql.uploads import read_multipart
from marketplace.graphql.variables import why_refused
from marketplace.graphql.wrong_values import wrong_variables

log = logging.getLogger(__name__)

MASKED = "Internal Server Error"
OTHER_BODIES = ("application/graphql", "application/x-www-form-urlencoded")
LONGEST_QUESTION = 20_000
"""Bytes of a request whose answer may be kept."""
LANGUAGES = {"vi": "vi", "en": "en", "zh": "zh-hans"}


class TokenError(Exception):
    """The bearer token is not ours or has run out. `code` is what Saleor's clients look for."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Endpoint:
    """A schema ready to answer: its documents, the executor, and graphql-core for introspection."""

    def __init__(self, schema: GraphQLSchema, *, kept_seconds: int = 0) -> None:
        assert_valid_schema(schema)
        install(schema)
        self.schema = schema
        self.documents = Documents(schema)
        self._introspections: dict[Any, ExecutionResult] = {}
        self.answers = Answers(kept_seconds)

    def is_catalogue(self, text: str, variables: Mapping[str, Any]) -> bool:
        """Whether a document that was answered asks nothing but the catalogue, and not by a search.

        What the search engine finds is no state of the database.
        """
        if "search" in text or "search" in repr(variables):
            return False
        document = self.documents.get(text)
        return CATALOGUE.issuperset(document.root_fields) and all(
            each.operation is OperationType.QUERY for each in document.operations.values()
        )

    def answer(
        self,
        text: str,
        variables: Mapping[str, Any],
        operation_name: str | None,
        context: Context,
        *,
        only_query: bool = False,
    ) -> ExecutionResult:
        """Answer one request. Never raises for what a client can send."""
        document = self.documents.get(text)
        if document.errors:
            return ExecutionResult(errors=document.errors)
        try:
            operation = document.operation(operation_name)
        except GraphQLError as error:
            return ExecutionResult(errors=[error])
        if only_query and operation.operation is not OperationType.QUERY:
            return ExecutionResult(errors=[GraphQLError(_("Only queries can be sent by GET."))])
        coerced = get_variable_values(
            self.schema, operation.variable_definitions or (), dict(variables), max_errors=20
        )
        if isinstance(coerced, list):
            declared = operation.variable_definitions or ()
            return ExecutionResult(errors=wrong_variables(self.schema, declared, variables) or coerced)
        try:
            document.check_cost(operation, coerced)
            if document.is_about_schema(operation):
                return self._introspect(document, text, variables, operation_name, context)
            plan = document.plan(operation, coerced)
        except GraphQLError as error:
            return ExecutionResult(errors=[error])
        data, errors = execute(plan, context, coerced)
        return ExecutionResult(data, errors or None, context.memory.get("extensions"))

    def _introspect(
        self,
        document: Document,
        text: str,
        variables: Mapping[str, Any],
        operation_name: str | None,
        context: Context,
    ) -> ExecutionResult:
        """The whole schema takes seconds to describe: answered once for each text, then from memory."""
        key = (text, operation_name, repr(sorted(variables.items())))
        if key in self._introspections:
            return self._introspections[key]
        assert document.tree is not None
        result = execute_with_core(
            self.schema,
            document.tree,
            context_value=(context, {}),
            variable_values=dict(variables),
            operation_name=operation_name,
        )
        assert isinstance(result, ExecutionResult)
        if len(self._introspections) < 32:
            self._introspections[key] = result
        return result


@method_decorator(csrf_exempt, name="dispatch")
class GraphQLView(GrapheneView):
    """graphene-django's view with our executor, tokens, languages, uploads and masked errors."""

    authenticate: Callable[[str], Actor] | None = None
    endpoint: Endpoint | None = None
    extensions: dict[str, Any] | None = None
    """What the answer says besides; a view is made for each request."""
    is_catalogue = False
    """Whether it was asked for the catalogue, and is told without an error."""
    token_refused = False

    def __init__(
        self, *, schema: Schema, endpoint: Endpoint, authenticate: Callable[[str], Actor], **options: Any
    ) -> None:
        super().__init__(schema=schema, **options)
        self.endpoint = endpoint
        self.authenticate = authenticate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return with_cors(request, HttpResponse(status=204))
        with translation.override(language_of(request)):
            return with_cors(request, self._dispatch(request, *args, **kwargs))

    def _dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.endpoint is not None
        if (key := _key_of(request)) is None:
            return self._respond(request, *args, **kwargs)
        response: HttpResponse | None = None

        def fresh() -> Answered:
            nonlocal response
            response = self._respond(request, *args, **kwargs)
            return Answered(response.content, self.is_catalogue and response.status_code == 200)

        body = self.endpoint.answers.body(key, fresh)
        return response or HttpResponse(body, content_type="application/json")

    def _respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # without graphene-django's ensure_csrf_cookie: tokens travel in a header, so no cookie is set
        return GrapheneView.dispatch.__wrapped__(self, request, *args, **kwargs)

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        kind = self.get_content_type(request)
        try:
            if kind == "multipart/form-data":
                return read_multipart(request)
            if kind == "application/json":
                return _read_json(request.body)
            if request.body and kind not in OTHER_BODIES:
                raise HttpError(HttpResponse(status=415), _("Send the query as application/json."))
            return super().parse_body(request)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            raise _too_large() from None
        except UnicodeDecodeError:
            raise HttpError(HttpResponseBadRequest(_("The request is not in UTF-8."))) from None

    @staticmethod
    def get_graphql_params(request: HttpRequest, data: Any) -> tuple[Any, Any, Any, Any]:
        try:
            query, variables, name, id_ = GrapheneView.get_graphql_params(request, data)
        except TooManyFieldsSent:
            raise _too_large() from None
        if not isinstance(query, (str, type(None))) or not isinstance(name, (str, type(None))):
            raise HttpError(HttpResponseBadRequest(_("`query` and `operationName` must be strings.")))
        if not isinstance(variables, (dict, type(None))):
            raise HttpError(HttpResponseBadRequest(_("`variables` must be an object.")))
        if reason := why_refused(query, variables):
            raise HttpError(HttpResponseBadRequest(reason))
        return query, variables or {}, name, id_

    def execute_graphql_request(
        self,
        request: HttpRequest,
        data: Any,
        query: Any,
        variables: Any,
        operation_name: Any,
        show_graphiql: bool = False,
    ) -> ExecutionResult:
        if not query:
            raise HttpError(HttpResponseBadRequest(_("Must provide query string.")))
        try:
            context = self.context_of(request)
        except TokenError as error:
            self.token_refused = True
            return ExecutionResult(errors=[GraphQLError(str(error), original_error=error)])
        assert self.endpoint is not None
        result = self.endpoint.answer(
            query, variables, operation_name, context, only_query=request.method == "GET"
        )
        self.extensions = result.extensions
        self.is_catalogue = not result.errors and self.endpoint.is_catalogue(query, variables)
        return result

    def context_of(self, request: HttpRequest) -> Context:
        """Who asks, in which language, from where. Raises TokenError."""
        assert self.authenticate is not None
        token = token_of(request)
        actor = self.authenticate(token) if token else GUEST
        return Context(
            actor=actor,
            language=translation.get_language() or "vi",
            visitor=visitor_of(request),
            request=request,
        )

    def get_response(self, request: HttpRequest, data: Any, show_graphiql: bool = False) -> tuple[Any, int]:
        """As graphene-django's, with the answer's extensions, which it leaves out.

        A token that does not count is told in an answer that arrived: clients of the dialect read the error only there,
        take any other status for a shop that is down, and so would never sign out.
        """
        self.extensions = None
        answer, status = super().get_response(request, data, show_graphiql)
        return answer, 200 if self.token_refused else status

    def json_encode(self, request: HttpRequest, d: Any, pretty: bool = False) -> bytes:
        if self.extensions:
            d = {**d, "extensions": self.extensions}
        return write_json(d)

    @staticmethod
    def format_error(error: Any) -> dict[str, Any]:
        return format_error(error)


def format_error(error: Any) -> dict[str, Any]:
    """An error as clients may see it: refusals in words and codes, faults of the program masked and logged."""
    if not isinstance(error, GraphQLError):
        return {
            "message": str(getattr(error, "message", error)),
            "extensions": {"exception": {"code": "GraphQLError"}},
        }
    shown: dict[str, Any] = dict(error.formatted)
    original = error.original_error
    code = "GraphQLError"
    if isinstance(original, (PermissionDenied, TokenError)):
        code = getattr(original, "code", "PermissionDenied")
    elif isinstance(original, DomainError):
        code = original.code
        shown["message"] = str(original.message)
        if original.field:
            shown["extensions"] = {"field": to_camel_case(original.field)}
    elif original is not None and not isinstance(original, GraphQLError):
        log.error("a resolver failed at %s", error.path, exc_info=original)
        shown["message"], code = MASKED, "InternalServerError"
    shown["extensions"] = {
        "exception": {"code": code},
        **shown.get("extensions", {}),
        **(error.extensions or {}),
    }
    return shown


def token_of(request: HttpRequest) -> str | None:
    """The bearer token: `Authorization: Bearer …` of shop and apps, `authorization-bearer: …` of the dashboard."""
    if own := request.headers.get("Authorization-Bearer"):
        return own.strip()
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() in ("bearer", "jwt") else None


def _key_of(request: HttpRequest) -> bytes | None:
    """What the answer to a visitor depends on besides the database; None where it is not to be kept."""
    if request.META.get("QUERY_STRING"):  # it may hold another question than the body
        return None
    if request.method != "POST" or request.content_type != "application/json" or token_of(request):
        return None
    if not request.META.get("CONTENT_LENGTH", "").isdecimal():
        return None
    if int(request.META["CONTENT_LENGTH"]) > LONGEST_QUESTION:
        return None
    return language_of(request).encode() + b"\n" + request.body


def language_of(request: HttpRequest) -> str:
    """vi unless the first language of Accept-Language that we speak is another."""
    for part in request.headers.get("Accept-Language", "").split(",")[:20]:
        if (known := LANGUAGES.get(part.split(";")[0].strip().lower()[:2])) is not None:
            return known
    return "vi"


def visitor_of(request: HttpRequest) -> str:
    """The visitor's address: the shop's word counts only with the shared secret (DECISIONS 5)."""
    if settings.SHOP_SECRET and request.headers.get("Shop-Secret") == settings.SHOP_SECRET:
        return request.headers.get("Shop-Visitor", "")
    if settings.VISITOR_HEADER:
        return request.headers.get(settings.VISITOR_HEADER, "").split(",")[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def with_cors(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Browsers of the dashboard send credentials, so the caller's origin is named, never `*`."""
    if origin := request.headers.get("Origin"):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Credentials"] = "true"
        response["Access-Control-Allow-Methods"] = "POST, GET, OPTIONS"
        response["Access-Control-Allow-Headers"] = (
            "Origin, Content-Type, Accept, Authorization, Authorization-Bearer, Accept-Language"
        )
        response["Access-Control-Max-Age"] = "600"
    response["Vary"] = "Origin, Accept-Language"
    return response


def _too_large() -> HttpError:
    return HttpError(HttpResponse(status=413), _("The request is too large."))


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        data = read_json(body)
    except (ValueError, RecursionError):
        raise HttpError(HttpResponseBadRequest(_("POST body sent invalid JSON."))) from None
    if not isinstance(data, dict):
        raise HttpError(HttpResponseBadRequest(_("The received data is not a valid JSON query.")))
    return data
