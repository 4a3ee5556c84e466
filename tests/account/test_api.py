import pytest

from marketplace.account.services import grant
from marketplace.account.tokens import tokens
from marketplace.channel.models import Channel
from marketplace.cooperative.api.authentication import authenticate
from marketplace.cooperative.rights import standing
from marketplace.cooperative.services import make_link
from marketplace.core.actor import GUEST
from marketplace.graphql.context import Context
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.view import TokenError
from marketplace.schema import endpoint
from tests import factories as make

pytestmark = pytest.mark.django_db

SIGN_IN = """mutation ($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
  token refreshToken csrfToken user { id email isStaff userPermissions { code name } } errors { field code message }
} }"""
REFRESH = "mutation ($token: String) { tokenRefresh(refreshToken: $token) { token user { id } errors { field code } } }"
VERIFY = """mutation ($token: String!) { tokenVerify(token: $token) {
  isValid payload user { email } errors { field code } } }"""
ME = """{ me {
  id email firstName dateJoined languageCode restrictedAccessToChannels
  addresses { city isDefaultShippingAddress } defaultShippingAddress { phone country { code country } }
} }"""
RULES = """query ($area: String, $country: CountryCode!) {
 addressValidationRules(countryCode: $country, countryArea: $area) {
  allowedFields requiredFields countryAreaType countryAreaChoices { raw verbose } cityChoices { raw } } }"""


def ask(text, actor=GUEST, **variables):
    result = endpoint.answer(text, variables, None, Context(actor=actor))
    assert result.errors is None
    return result.data


def test_who_signs_in_gets_both_tokens_and_hears_who_they_are():
    user = make.user(email="minh@example.com", is_staff=True)
    grant(user=user, permissions=["MANAGE_ORDERS"])
    answer = ask(SIGN_IN, email="Minh@example.com", password="mật khẩu dài")["tokenCreate"]
    access, refresh = answer.pop("token"), answer.pop("refreshToken")
    assert answer == {
        "csrfToken": None,
        "user": {
            "id": to_global_id("User", user.pk),
            "email": "minh@example.com",
            "isStaff": True,
            "userPermissions": [{"code": "MANAGE_ORDERS", "name": "Manage orders."}],
        },
        "errors": [],
    }
    assert tokens().read(access, "access")["permissions"] == ["MANAGE_ORDERS"]
    assert tokens().read(refresh, "refresh")["email"] == "minh@example.com"


def test_a_wrong_password_is_one_typed_error():
    answer = ask(SIGN_IN, email="ai@example.com", password="x")["tokenCreate"]
    (error,) = answer.pop("errors")
    assert answer == {"token": None, "refreshToken": None, "csrfToken": None, "user": None}
    assert (error["field"], error["code"]) == ("email", "INVALID_CREDENTIALS")


def test_a_refresh_token_gets_a_new_access_token():
    user = make.user()
    answer = ask(REFRESH, token=tokens().refresh(user))["tokenRefresh"]
    assert tokens().read(answer.pop("token"), "access")["email"] == user.email
    assert answer == {"user": {"id": to_global_id("User", user.pk)}, "errors": []}


@pytest.mark.parametrize(("token", "code"), [(None, "JWT_MISSING_TOKEN"), ("rubbish", "JWT_INVALID_TOKEN")])
def test_without_a_refresh_token_there_is_none(token, code):
    answer = ask(REFRESH, token=token)["tokenRefresh"]
    assert answer == {"token": None, "user": None, "errors": [{"field": "refreshToken", "code": code}]}


def test_a_token_that_has_run_out_says_so(monkeypatch):
    from marketplace.account import tokens as module

    monkeypatch.setattr(module, "REFRESH_LIFE", -module.REFRESH_LIFE)
    answer = ask(REFRESH, token=tokens().refresh(make.user()))["tokenRefresh"]
    assert answer["errors"] == [{"field": "refreshToken", "code": "JWT_SIGNATURE_EXPIRED"}]


def test_a_token_is_verified_as_long_as_it_counts():
    user = make.user()
    token = tokens().access(user)
    answer = ask(VERIFY, token=token)["tokenVerify"]
    assert answer.pop("payload")["user_id"] == to_global_id("User", user.pk)
    assert answer == {"isValid": True, "user": {"email": user.email}, "errors": []}
    type(user).objects.update(jwt_token_key="another")
    assert ask(VERIFY, token=token)["tokenVerify"] == {
        "isValid": False,
        "payload": None,
        "user": None,
        "errors": [{"field": "token", "code": "JWT_INVALID_TOKEN"}],
    }


def test_visitors_and_members_by_link_are_no_user():
    member = make.member(user=make.user())
    assert ask(ME) == {"me": None}
    assert ask(ME, actor=authenticate(tokens().member(member.pk, member.token_key))) == {"me": None}


def test_users_read_their_own_account(django_assert_num_queries):
    user, home, work = make.user(first_name="Lan"), make.address(), make.address(city="Xã Bắc Hà")
    make.address()
    user.addresses.set([work, home])
    user.default_shipping_address = work
    user.save()
    actor = authenticate(tokens().access(user))
    with django_assert_num_queries(3):
        mine = ask(ME, actor=actor)["me"]
    assert mine.pop("dateJoined") == user.date_joined.isoformat()
    assert mine == {
        "id": to_global_id("User", user.pk),
        "email": user.email,
        "firstName": "Lan",
        "languageCode": "VI",
        "restrictedAccessToChannels": False,
        "addresses": [
            {"city": "Phường Ba Đình", "isDefaultShippingAddress": False},
            {"city": "Xã Bắc Hà", "isDefaultShippingAddress": True},
        ],
        "defaultShippingAddress": {"phone": "+84912345678", "country": {"code": "VN", "country": "Việt Nam"}},
    }


def test_staff_may_work_in_all_channels_and_buyers_in_none():
    make.channel(), make.channel(slug="en-us", is_active=False)
    asked = "{ me { accessibleChannels { slug } userPermissions { code } } }"
    buyer, minh = make.user(), make.user(is_staff=True)
    assert ask(asked, actor=authenticate(tokens().access(buyer))) == {
        "me": {"accessibleChannels": [], "userPermissions": []}
    }
    answer = ask(asked, actor=authenticate(tokens().access(minh)))
    assert [each["slug"] for each in answer["me"]["accessibleChannels"]] == ["vn", "en-us"]
    assert Channel.objects.count() == 2


def test_a_bad_bearer_token_is_refused_in_the_words_clients_look_for():
    with pytest.raises(TokenError) as caught:
        authenticate("rubbish")
    assert (str(caught.value), caught.value.code) == ("Invalid token", "InvalidTokenError")


def test_a_vietnamese_address_is_chosen_in_two_levels():
    rules = ask(RULES, country="VN", area="Tỉnh Lào Cai")["addressValidationRules"]
    assert len(rules["countryAreaChoices"]) == 34
    assert {"raw": "Tỉnh Lào Cai", "verbose": "Tỉnh Lào Cai"} in rules["countryAreaChoices"]
    assert len(rules["cityChoices"]) == 99
    assert rules["requiredFields"] == ["city", "countryArea", "streetAddress1"]
    assert (
        ask(RULES, country="VN", area="Tỉnh Yên Bái")["addressValidationRules"]["cityChoices"]
        == rules["cityChoices"]
    )
    assert ask(RULES, country="VN")["addressValidationRules"]["cityChoices"] == []


def test_other_countries_have_their_own_rules():
    rules = ask(RULES, country="US")["addressValidationRules"]
    assert rules["requiredFields"] == ["city", "countryArea", "postalCode", "streetAddress1"]
    assert rules["countryAreaType"] == "state"
    assert {"raw": "CA", "verbose": "California"} in rules["countryAreaChoices"]


def test_every_country_of_the_dialect_has_rules():
    from marketplace.core.places import countries

    for code in set(countries.CODES) - {"EU"}:
        assert ask(RULES, country=code)["addressValidationRules"]["allowedFields"], code


def test_the_union_is_no_country_to_send_to():
    result = endpoint.answer(RULES, {"country": "EU"}, None, Context())
    assert result.data == {"addressValidationRules": None}
    assert result.errors[0].original_error.code == "GRAPHQL_ERROR"


def test_a_link_opens_the_cooperatives_work_once():
    member = make.member()
    text = """mutation ($token: String!) { cooperativeLinkOpen(token: $token) {
      token cooperative { slug } errors { field code } } }"""
    secret = make_link(member=member)
    answer = ask(text, token=secret)["cooperativeLinkOpen"]
    actor = authenticate(answer.pop("token"))
    assert answer == {"cooperative": {"slug": member.cooperative.slug}, "errors": []}
    assert (actor.member_id, actor.cooperatives) == (member.pk, {member.cooperative_id: standing("OWNER")})
    assert ask(text, token=secret)["cooperativeLinkOpen"] == {
        "token": None,
        "cooperative": None,
        "errors": [{"field": "token", "code": "INVALID"}],
    }
