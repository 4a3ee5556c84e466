"""The API reads no cookie; the back office and its files live by one."""

import pytest
from django.urls import resolve

from marketplace.core.middleware import API
from marketplace.graphql.view import GraphQLView
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_api_is_where_it_is_said_to_be():
    assert resolve(API).func.view_class is GraphQLView


@pytest.mark.parametrize("is_rubbish", [False, True])
def test_a_cookie_of_the_back_office_is_not_looked_up_at_the_api(
    client, django_assert_num_queries, is_rubbish
):
    client.force_login(make.user(is_staff=True))
    assert client.get("/admin/login/").wsgi_request.user.is_authenticated
    if is_rubbish:
        client.cookies["sessionid"] = "rubbish"
    with django_assert_num_queries(0):
        response = client.post(API, {"query": "{ __typename }"}, content_type="application/json")
    assert response.json() == {"data": {"__typename": "Query"}}
    assert not hasattr(response.wsgi_request, "session")
    assert not response.cookies
