"""Where the backend answers over HTTP."""

from __future__ import annotations

from errno import ENAMETOOLONG

from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.static import serve

from marketplace.account.views import key_set
from marketplace.cooperative.api.authentication import authenticate
from marketplace.graphql.view import GraphQLView
from marketplace.oversight.views import private_file
from marketplace.schema import endpoint, schema
from marketplace.site.views import A_YEAR, thumbnail


def health(request: HttpRequest) -> HttpResponse:
    """200 when the process answers and its database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def media(request: HttpRequest, name: str) -> FileResponse:
    """A stored picture. Behind a web server or with S3 this is never asked."""
    try:
        response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != ENAMETOOLONG:
            raise
        raise Http404 from error
    response["Cache-Control"] = A_YEAR
    return response


urlpatterns = [
    path("graphql/", GraphQLView.as_view(schema=schema, endpoint=endpoint, authenticate=authenticate)),
    path(".well-known/jwks.json", key_set),
    path("thumbnail/<int:size>/<slug:form>/<path:original>", thumbnail),
    path("media/<path:name>", media),
    path("files/<str:token>", private_file),
    path("health/", health),
    path("admin/", admin.site.urls),
]
