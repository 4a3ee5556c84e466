"""The errors of cooperatives' people in the API."""

from __future__ import annotations

from marketplace.cooperative.errors import CooperativePeopleErrorCode
from marketplace.graphql.errors import error_type

CooperativePeopleError = error_type("CooperativePeopleError", CooperativePeopleErrorCode)
