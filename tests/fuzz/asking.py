"""A request of the fuzzer, sent through the whole HTTP stack, and what must be true of its answer."""

import base64
import json
import logging
import time
import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 5.0
"""Seconds of processor time: how long it takes by the clock is a matter of what else the machine does."""
MASKED = "Internal Server Error"
LOGGERS = ("django.request", "django.security", "marketplace")
INSIDES = ("Traceback (most", "psycopg", "sqlite3.", "django.db", "object at 0x", "SELECT ", "site-packages")
"""Words that show what stands behind; no reader may see them."""


@dataclass(frozen=True)
class Request:
    """A document with variables, or, where `body` is given, whatever that is."""

    query: str = ""
    variables: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)
    method: str = "POST"
    content_type: str = "application/json"
    body: bytes | None = None
    path: str = "/graphql/"

    def sent(self):
        """The bytes on the wire."""
        if self.body is not None:
            return self.body
        return json.dumps({"query": self.query, "variables": self.variables}).encode()

    def told(self):
        """As JSON for a report or the corpus; what of it is as always is left out."""
        usual = Request()
        told = {name: getattr(self, name) for name in ("method", "path", "content_type", "headers")}
        told = {name: value for name, value in told.items() if value != getattr(usual, name)}
        if self.body is None:
            return told | {"query": self.query, "variables": self.variables}
        try:
            return told | {"body": self.body.decode()}
        except UnicodeDecodeError:
            return told | {"body64": base64.b64encode(self.body).decode()}


def from_told(told):
    """The request that `told` tells of."""
    known = {name: told[name] for name in Request.__dataclass_fields__ if name in told and name != "body"}
    if "body64" in told:
        return Request(**known, body=base64.b64decode(told["body64"]))
    return Request(**known, body=told["body"].encode() if "body" in told else None)


@dataclass(frozen=True)
class Answer:
    """What came back. `faults` are the promises it breaks, worded so that equal faults look equal."""

    status: int
    data: dict
    faults: tuple
    seconds: float
    trace: str = ""


class Asker:
    """Sends requests and judges the answers. Use as a context: it listens to the log meanwhile.

    `people` are bearer tokens by name; a request of theirs says `{"Authorization": "<name>"}`.
    """

    def __init__(self):
        self.client = Client(raise_request_exception=False)
        self.people = {}
        self.traces = []
        self.ears = _Ears(self.traces)

    def __enter__(self):
        for logger in map(logging.getLogger, LOGGERS):
            logger.addHandler(self.ears)
            logger.propagate = False
        return self

    def __exit__(self, *_):
        for logger in map(logging.getLogger, LOGGERS):
            logger.removeHandler(self.ears)
            logger.propagate = True

    def ask(self, request):
        """Send it and judge what comes back."""
        self.traces.clear()
        started = time.thread_time()
        headers = {name: self.people.get(value.strip("<>"), value) for name, value in request.headers.items()}
        response = self.client.generic(
            request.method, request.path, request.sent(), request.content_type, headers=headers
        )
        seconds = time.thread_time() - started
        return self._judged(response, seconds)

    def _judged(self, response, seconds):
        faults = []
        if response.status_code >= 500:
            faults.append(f"status {response.status_code}")
        if seconds > SLOWEST:
            faults.append("slower than 5 s")
        data = {} if response.request["REQUEST_METHOD"] == "HEAD" else _json(response)
        if data is None:
            faults.append(f"no JSON at status {response.status_code}")
        else:
            faults += _faults_of(data)
        faults += [_where(error) for error in self.traces]
        trace = "".join(traceback.format_exception(self.traces[0])) if self.traces else ""
        return Answer(response.status_code, data or {}, tuple(dict.fromkeys(faults)), seconds, trace)


class _Ears(logging.Handler):
    """Keeps every exception that the programs log."""

    def __init__(self, traces):
        super().__init__()
        self.traces = traces

    def emit(self, record):
        if record.exc_info and record.exc_info[1] is not None:
            self.traces.append(getattr(record.exc_info[1], "original_error", None) or record.exc_info[1])


def _json(response):
    try:
        return json.loads(response.content, parse_constant=_not_json)
    except ValueError:
        return None


def _not_json(word):
    raise ValueError(f"{word} is not JSON")


def _faults_of(answer):
    """What is wrong with an answer's shape: errors of the dialect, at the top and in mutations."""
    if not isinstance(answer, dict) or not answer.keys() <= {"data", "errors", "extensions"}:
        return ["an answer that is not GraphQL's"]
    faults = []
    for error in answer.get("errors", ()):
        faults += _top_error(error)
    for payload in (answer.get("data") or {}).values():
        if isinstance(payload, dict):
            faults += [fault for error in _mutation_errors(payload) for fault in _typed_error(error)]
    return faults


def _top_error(error):
    if not isinstance(error.get("message"), str) or not error["message"]:
        return ["an error without words"]
    code = ((error.get("extensions") or {}).get("exception") or {}).get("code")
    faults = [] if isinstance(code, str) and code else ["an error without a code"]
    if MASKED in error["message"] or code == "InternalServerError":
        faults.append("Internal Server Error")
    return faults + [f"shows {word}" for word in INSIDES if word in error["message"]]


def _mutation_errors(payload):
    errors = payload.get("errors") or ()
    return [each for each in errors if isinstance(each, dict) and "message" in each]


def _typed_error(error):
    if not isinstance(error["message"], str) or not error["message"].strip():
        return [f"a refusal without words ({error.get('code')}, {error.get('field')})"]
    return [f"shows {word}" for word in INSIDES if word in error["message"]]


def _where(error):
    """The innermost place of ours that an exception passed."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(ROOT)) and "/tests/" not in frame.filename
    ]
    place = f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].name}" if ours else "outside"
    return f"{type(error).__name__} in {place}"


def shortened(request, limit=4000):
    """The request as text for a report."""
    text = json.dumps(replace(request, body=request.body).told(), ensure_ascii=True)
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
