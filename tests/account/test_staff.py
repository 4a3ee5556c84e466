"""Customers, staff and groups, as the operator's staff work with them."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from PIL import Image

from marketplace.account.models import User
from marketplace.account.services import grant
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.order.models import Order
from tests import factories as make
from tests.account.letters import link
from tests.asking import ask, gid, nodes, refused, statements
from tests.races.at_once import at_once

HERE = "http://127.0.0.1:9000/new-password/"
CUSTOMERS = """query ($filter: CustomerFilterInput, $where: CustomerWhereInput, $sort: UserSortingInput, $search: String) {
  customers(first: 10, filter: $filter, where: $where, sortBy: $sort, search: $search) { totalCount edges { node {
    id email firstName addresses { city } defaultShippingAddress { city } orders(first: 2) { totalCount } } } } }"""
STAFF = """query ($filter: StaffUserInput, $sort: UserSortingInput) { staffUsers(first: 10, filter: $filter, sortBy: $sort) {
  edges { node { email isActive userPermissions { code } permissionGroups { id name userCanManage permissions { code } }
    avatar(size: 128) { url } orders(first: 1) { edges { node { id } } } } } } }"""
GROUPS = """{ permissionGroups(first: 10) { edges { node { id name userCanManage restrictedAccessToChannels
  accessibleChannels { slug } permissions { code name } users { id firstName avatar(size: 128) { url } } } } } }"""
USER = "query ($id: ID, $email: String) { user(id: $id, email: $email) { id } }"
NEW_CUSTOMER = """mutation ($input: UserCreateInput!) { customerCreate(input: $input) {
  user { id email phone isConfirmed note } errors { field code } } }"""
CUSTOMER = """mutation ($id: ID!, $input: CustomerInput!) { customerUpdate(id: $id, input: $input) {
  user { id phone isActive defaultShippingAddress { city } } errors { field code } } }"""
DELETE_CUSTOMER = "mutation ($id: ID!) { customerDelete(id: $id) { user { email } errors { field code } } }"
DELETE_CUSTOMERS = "mutation ($ids: [ID!]!) { customerBulkDelete(ids: $ids) { count errors { field code } } }"
NEW_STAFF = """mutation ($input: StaffCreateInput!) { staffCreate(input: $input) {
  user { id email isStaff permissionGroups { name } } errors { field code groups } } }"""
CHANGE_STAFF = """mutation ($id: ID!, $input: StaffUpdateInput!) { staffUpdate(id: $id, input: $input) {
  user { isActive permissionGroups { name } } errors { field code users groups permissions } } }"""
DELETE_STAFF = "mutation ($id: ID!) { staffDelete(id: $id) { user { email } errors { field code users } } }"
NEW_GROUP = """mutation ($input: PermissionGroupCreateInput!) { permissionGroupCreate(input: $input) {
  group { id name permissions { code } users { id } } errors { field code permissions users } } }"""
CHANGE_GROUP = """mutation ($id: ID!, $input: PermissionGroupUpdateInput!) { permissionGroupUpdate(id: $id, input: $input) {
  group { name permissions { code } } errors { field code permissions users } } }"""
DELETE_GROUP = (
    "mutation ($id: ID!) { permissionGroupDelete(id: $id) { group { name } errors { field code } } }"
)

pytestmark = pytest.mark.django_db


def acting(user, *permissions):
    return Actor(ActorKind.STAFF, user_id=user.pk, permissions=frozenset(permissions))


def manager(*more, **columns):
    """A member of staff who manages staff, as a row and as an actor."""
    user = make.user(is_staff=True, **columns)
    grant(user=user, permissions=["MANAGE_STAFF", *more])
    return user, acting(user, "MANAGE_STAFF", *more)


def group(name, *permissions, users=()):
    made = Group.objects.create(name=name)
    codes = [each.lower() for each in permissions]
    made.permissions.set(Permission.objects.filter(content_type__app_label="account", codename__in=codes))
    made.user_set.set(users)
    return made


def codes(answer):
    return [(each["field"], each["code"]) for each in answer["errors"]]


@pytest.fixture
def minh():
    return acting(make.user(is_staff=True), "MANAGE_USERS", "MANAGE_ORDERS")


# lists


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_customers_takes_as_many_statements_for_one_as_for_three(count, minh):
    for _ in range(count):
        user = make.user()
        user.addresses.add(make.address())
        User.objects.filter(pk=user.pk).update(default_shipping_address=user.addresses.get())
        make.order(user=user)
    assert (
        statements(CUSTOMERS, minh) == 4
    )  # page with default address, count, address books, counts of orders


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_staff_takes_as_many_statements_for_one_as_for_three(count):
    users = [make.user(is_staff=True) for _ in range(count)]
    group("Kho", "MANAGE_ORDERS", users=users)
    boss = Actor(ActorKind.STAFF, user_id=users[0].pk, permissions=frozenset({"MANAGE_STAFF"}))
    assert statements(STAFF, boss) == 5  # page, permissions, groups, what groups give, orders


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_groups_takes_as_many_statements_for_one_as_for_three(count):
    boss, actor = manager()
    for number in range(count):
        group(f"Nhóm {number}", "MANAGE_ORDERS", users=[boss, make.user(is_staff=True)])
    assert statements(GROUPS, actor) == 4  # page, what groups give, users, channels


def test_customers_are_found_by_name_without_marks_and_sorted_as_in_vietnam(minh):
    from marketplace.account.services import create_user

    for first, last in (("Đào", "Nguyễn"), ("Dung", "Trần"), ("An", "Lò")):
        create_user(
            email=f"{last}@example.com".lower().replace("ễ", "e").replace("ầ", "a").replace("ò", "o"),
            first_name=first,
            last_name=last,
        )
    make.user(is_staff=True, email="staff@example.com")
    sort = {"field": "FIRST_NAME", "direction": "ASC"}
    assert [each["firstName"] for each in nodes(ask(CUSTOMERS, minh, sort=sort)["customers"])] == [
        "An",
        "Dung",
        "Đào",
    ]
    for search in ("nguyen dao", "đào nguyễn", "nguyen@example"):
        assert [each["firstName"] for each in nodes(ask(CUSTOMERS, minh, search=search)["customers"])] == [
            "Đào"
        ]
    found = ask(
        CUSTOMERS, minh, where={"OR": [{"firstName": {"eq": "An"}}, {"email": {"eq": "tran@example.com"}}]}
    )
    assert found["customers"]["totalCount"] == 2


def test_customers_are_found_by_what_they_ordered(minh):
    buyer, other = make.user(), make.user()
    make.order(user=buyer)
    assert [
        each["id"] for each in nodes(ask(CUSTOMERS, minh, filter={"numberOfOrders": {"gte": 1}})["customers"])
    ] == [gid(buyer)]
    assert [
        each["id"] for each in nodes(ask(CUSTOMERS, minh, filter={"numberOfOrders": {"lte": 0}})["customers"])
    ] == [gid(other)]
    placed = ask(CUSTOMERS, minh, filter={"placedOrders": {"gte": "2026-01-01"}})["customers"]
    assert [each["id"] for each in nodes(placed)] == [gid(buyer)]


@pytest.mark.parametrize(
    "text", [CUSTOMERS, STAFF, GROUPS, USER, DELETE_CUSTOMER, DELETE_STAFF, DELETE_GROUP]
)
def test_people_are_for_those_who_manage_them(text):
    buyer = make.user()
    given = {"id": gid(buyer)}
    for nobody in (
        GUEST,
        Actor(ActorKind.USER, user_id=buyer.pk),
        acting(make.user(is_staff=True), "MANAGE_PRODUCTS"),
    ):
        assert len(refused(text, nobody, **given)) == 1
    assert User.objects.filter(deleted_at=None).count() == 2


def test_who_manages_customers_sees_no_staff_and_the_other_way_round(minh):
    buyer, staff = make.user(), make.user(is_staff=True)
    _boss, boss = manager()
    assert (ask(USER, minh, id=gid(buyer)), ask(USER, minh, id=gid(staff))) == (
        {"user": {"id": gid(buyer)}},
        {"user": None},
    )
    assert (ask(USER, boss, id=gid(buyer)), ask(USER, boss, email=staff.email)) == (
        {"user": None},
        {"user": {"id": gid(staff)}},
    )


def test_an_address_is_shown_to_its_owner_and_to_staff_of_customers(minh):
    lan, home = make.user(), make.address()
    lan.addresses.add(home)
    orders = Order.objects.get(pk=make.order().pk).shipping_address
    text = "query ($id: ID!) { address(id: $id) { city } }"
    mine, mais = (Actor(ActorKind.USER, user_id=each.pk) for each in (lan, make.user()))
    assert (
        ask(text, mine, id=gid(home))
        == ask(text, minh, id=gid(home))
        == {"address": {"city": "Phường Ba Đình"}}
    )
    assert ask(text, mais, id=gid(home)) == ask(text, minh, id=gid(orders)) == {"address": None}


# customers


def test_a_customer_is_made_by_staff_and_confirmed_by_letter(minh):
    given = {"email": "Lan@example.com", "firstName": "Lan", "note": "Mua sỉ", "redirectUrl": HERE}
    answer = ask(NEW_CUSTOMER, minh, input=given)["customerCreate"]
    user = User.objects.get(email="lan@example.com")
    assert answer == {
        "user": {
            "id": gid(user),
            "email": "lan@example.com",
            "phone": None,
            "isConfirmed": False,
            "note": "Mua sỉ",
        },
        "errors": [],
    }
    address, given = link("lan@example.com")
    assert (address, given["email"]) == (HERE, "lan@example.com")
    again = ask(NEW_CUSTOMER, minh, input={"email": "lan@EXAMPLE.com"})["customerCreate"]
    assert codes(again) == [("email", "UNIQUE")]
    assert codes(ask(NEW_CUSTOMER, minh, input={})["customerCreate"]) == [("email", "REQUIRED")]


def test_a_lost_account_gets_another_number_by_staff(minh):
    lan = make.user(email=None, phone="+84912345678", is_phone_confirmed=True)
    answer = ask(CUSTOMER, minh, id=gid(lan), input={"phone": "0987 654 321"})["customerUpdate"]
    assert (answer["user"]["phone"], answer["errors"]) == ("+84987654321", [])
    fresh = User.objects.get(pk=lan.pk)
    assert (fresh.is_phone_confirmed, fresh.jwt_token_key == lan.jwt_token_key) == (False, False)


def test_customers_addresses_are_kept_by_staff(minh):
    lan, home = make.user(), make.address()
    lan.addresses.add(home)
    staffs = make.address()
    make.user(is_staff=True).addresses.add(staffs)
    default = """mutation ($user: ID!, $id: ID!) { addressSetDefault(userId: $user, addressId: $id, type: SHIPPING) {
      user { defaultShippingAddress { id } } errors { field code } } }"""
    delete = "mutation ($id: ID!) { addressDelete(id: $id) { address { id } errors { field code } } }"
    assert ask(default, minh, user=gid(lan), id=gid(home))["addressSetDefault"]["user"] == {
        "defaultShippingAddress": {"id": gid(home)}
    }
    assert codes(ask(delete, minh, id=gid(staffs))["addressDelete"]) == [("id", "NOT_FOUND")]
    assert ask(delete, minh, id=gid(home))["addressDelete"] == {"address": {"id": gid(home)}, "errors": []}


def test_customers_are_deleted_all_or_none_and_never_staff(minh):
    one, two, staff = make.user(), make.user(), make.user(is_staff=True)
    answer = ask(DELETE_CUSTOMERS, minh, ids=[gid(one), gid(staff)])["customerBulkDelete"]
    assert answer == {"count": 0, "errors": [{"field": "id", "code": "DELETE_STAFF_ACCOUNT"}]}
    assert codes(ask(DELETE_CUSTOMER, minh, id=gid(staff))["customerDelete"]) == [("id", "NOT_FOUND")]
    assert ask(DELETE_CUSTOMERS, minh, ids=[gid(one), gid(two)])["customerBulkDelete"] == {
        "count": 2,
        "errors": [],
    }
    assert ask(CUSTOMERS, minh)["customers"]["totalCount"] == 0


# staff: nobody gives, takes or touches what they do not have


def test_staff_are_invited_and_customers_become_staff():
    boss, actor = manager("MANAGE_ORDERS")
    kho = group("Kho", "MANAGE_ORDERS")
    given = {"email": "tam@example.com", "addGroups": [gid(kho)], "redirectUrl": HERE}
    answer = ask(NEW_STAFF, actor, input=given)["staffCreate"]
    assert (answer["user"]["isStaff"], answer["user"]["permissionGroups"], answer["errors"]) == (
        True,
        [{"name": "Kho"}],
        [],
    )
    run_due()
    assert mail.outbox[-1].to == ["tam@example.com"]
    buyer = make.user(email="lan@example.com")
    assert ask(NEW_STAFF, actor, input={"email": "lan@example.com"})["staffCreate"]["user"]["id"] == gid(
        buyer
    )
    assert codes(ask(NEW_STAFF, actor, input={"email": boss.email})["staffCreate"]) == [("email", "UNIQUE")]


def test_nobody_gives_a_group_or_a_permission_they_lack():
    _boss, actor = manager()
    kho, staff = group("Kho", "MANAGE_ORDERS"), make.user(is_staff=True)
    refusal = {"field": "addGroups", "code": "OUT_OF_SCOPE_GROUP", "groups": [gid(kho)]}
    assert ask(NEW_STAFF, actor, input={"email": "a@example.com", "addGroups": [gid(kho)]})["staffCreate"][
        "errors"
    ] == [refusal]
    (error,) = ask(CHANGE_STAFF, actor, id=gid(staff), input={"addGroups": [gid(kho)]})["staffUpdate"][
        "errors"
    ]
    assert (error["code"], error["groups"]) == ("OUT_OF_SCOPE_GROUP", [gid(kho)])
    given = {"name": "Tất cả", "addPermissions": ["MANAGE_ORDERS", "MANAGE_STAFF"]}
    (error,) = ask(NEW_GROUP, actor, input=given)["permissionGroupCreate"]["errors"]
    assert (error["field"], error["code"], error["permissions"]) == (
        "addPermissions",
        "OUT_OF_SCOPE_PERMISSION",
        ["MANAGE_ORDERS"],
    )
    for text, name in ((CHANGE_GROUP, "permissionGroupUpdate"), (DELETE_GROUP, "permissionGroupDelete")):
        given = {"input": {"name": "x"}} if text is CHANGE_GROUP else {}
        assert codes(ask(text, actor, id=gid(kho), **given)[name]) == [("id", "OUT_OF_SCOPE_PERMISSION")]
    assert not User.objects.filter(email="a@example.com").exists()


def test_nobody_touches_staff_who_may_do_more_nor_a_superuser_nor_themselves():
    boss, actor = manager()
    above, root = make.user(is_staff=True), make.user(is_staff=True, is_superuser=True)
    grant(user=above, permissions=["MANAGE_ORDERS"])
    for user, code in (
        (above, "OUT_OF_SCOPE_USER"),
        (root, "DELETE_SUPERUSER_ACCOUNT"),
        (boss, "DELETE_OWN_ACCOUNT"),
        (make.user(), "DELETE_NON_STAFF_USER"),
    ):
        (error,) = ask(DELETE_STAFF, actor, id=gid(user))["staffDelete"]["errors"]
        assert (error["code"], error["users"]) == (code, [gid(user)])
    every = acting(boss, *[each.codename.upper() for each in Permission.objects.all()])
    for user, actor_, code in (
        (above, actor, ("id", "OUT_OF_SCOPE_USER")),
        (root, every, ("isActive", "DEACTIVATE_SUPERUSER_ACCOUNT")),
        (boss, actor, ("isActive", "DEACTIVATE_OWN_ACCOUNT")),
    ):
        assert codes(ask(CHANGE_STAFF, actor_, id=gid(user), input={"isActive": False})["staffUpdate"]) == [
            code
        ]
    assert User.objects.filter(is_active=True, is_staff=True).count() == 3


def test_the_last_who_can_manage_staff_stays():
    boss, actor = manager("MANAGE_ORDERS")
    other, _actor = manager()
    assert codes(ask(DELETE_STAFF, actor, id=gid(other))["staffDelete"]) == []
    leaving = group("Quản lý", "MANAGE_STAFF", "MANAGE_ORDERS", users=[boss])
    boss.user_permissions.clear()
    extra = group("Khác", users=[boss])
    (error,) = ask(DELETE_GROUP, actor, id=gid(leaving))["permissionGroupDelete"]["errors"]
    assert (error["field"], error["code"]) == ("id", "LEFT_NOT_MANAGEABLE_PERMISSION")
    given = {"removeUsers": [gid(boss)]}
    (error,) = ask(CHANGE_GROUP, actor, id=gid(leaving), input=given)["permissionGroupUpdate"]["errors"]
    assert (error["code"], error["permissions"]) == (
        "LEFT_NOT_MANAGEABLE_PERMISSION",
        ["MANAGE_ORDERS", "MANAGE_STAFF"],
    )
    extra.delete()
    assert codes(ask(CHANGE_GROUP, actor, id=gid(leaving), input=given)["permissionGroupUpdate"]) == [
        ("removeUsers", "CANNOT_REMOVE_FROM_LAST_GROUP")
    ]
    given = {"removePermissions": ["MANAGE_ORDERS"]}
    assert codes(ask(CHANGE_GROUP, actor, id=gid(leaving), input=given)["permissionGroupUpdate"]) == [
        ("removePermissions", "LEFT_NOT_MANAGEABLE_PERMISSION")
    ]
    assert leaving.permissions.count() == 2


def test_groups_are_made_changed_and_deleted():
    boss, actor = manager("MANAGE_ORDERS")
    buyer, tam = make.user(), make.user(is_staff=True)
    given = {"name": "Kho", "addPermissions": ["MANAGE_ORDERS"], "addUsers": [gid(tam)]}
    made = ask(NEW_GROUP, actor, input=given)["permissionGroupCreate"]
    id = made["group"].pop("id")
    assert made == {
        "group": {"name": "Kho", "permissions": [{"code": "MANAGE_ORDERS"}], "users": [{"id": gid(tam)}]},
        "errors": [],
    }
    for wrong, code in (
        ({"name": "Kho"}, ("name", "UNIQUE")),
        ({"name": " "}, ("name", "REQUIRED")),
        ({"name": "x", "addUsers": [gid(buyer)]}, ("addUsers", "ASSIGN_NON_STAFF_MEMBER")),
        ({"name": "x", "addUsers": ["???"]}, ("addUsers", "ASSIGN_NON_STAFF_MEMBER")),
        (
            {"name": "x", "restrictedAccessToChannels": True},
            ("restrictedAccessToChannels", "OUT_OF_SCOPE_CHANNEL"),
        ),
    ):
        assert codes(ask(NEW_GROUP, actor, input=wrong)["permissionGroupCreate"]) == [code]
    twice = {"addUsers": [gid(tam)], "removeUsers": [gid(tam)]}
    assert codes(ask(CHANGE_GROUP, actor, id=id, input=twice)["permissionGroupUpdate"]) == [
        ("addUsers", "DUPLICATED_INPUT_ITEM")
    ]
    assert codes(ask(CHANGE_GROUP, actor, id="???", input={})["permissionGroupUpdate"]) == [
        ("id", "REQUIRED")
    ]
    renamed = ask(CHANGE_GROUP, actor, id=id, input={"name": "Kho hàng"})["permissionGroupUpdate"]
    assert renamed["group"] == {"name": "Kho hàng", "permissions": [{"code": "MANAGE_ORDERS"}]}
    assert ask(DELETE_GROUP, actor, id=id)["permissionGroupDelete"] == {
        "group": {"name": "Kho hàng"},
        "errors": [],
    }


def test_the_reader_hears_which_groups_they_can_edit_and_where_a_permission_comes_from():
    boss, actor = manager()
    mine, above = group("Nhân sự", "MANAGE_STAFF", users=[boss]), group("Kho", "MANAGE_ORDERS")
    text = """query ($id: ID!) { me { editableGroups { id } userPermissions { code
      sourcePermissionGroups(userId: $id) { id } } } }"""
    assert ask(text, actor, id=gid(boss))["me"] == {
        "editableGroups": [{"id": gid(mine)}],
        "userPermissions": [{"code": "MANAGE_STAFF", "sourcePermissionGroups": [{"id": gid(mine)}]}],
    }
    assert [
        (each["name"], each["userCanManage"]) for each in nodes(ask(GROUPS, actor)["permissionGroups"])
    ] == [
        (above.name, False),
        (mine.name, True),
    ]


def test_staff_show_a_picture_of_themselves(files):
    staff = make.user(is_staff=True)
    file = io.BytesIO()
    Image.new("RGB", (20, 20)).save(file, "PNG")
    file.seek(0)
    text = """mutation ($image: Upload!) { userAvatarUpdate(image: $image) {
      user { avatar(size: 128) { url } } errors { field code } } }"""
    answer = ask(text, acting(staff), image=file)["userAvatarUpdate"]
    assert "/thumbnail/128/original/avatars/" in answer["user"]["avatar"]["url"]
    assert codes(ask(text, acting(staff), image=io.BytesIO(b"no picture"))["userAvatarUpdate"]) == [
        ("image", "INVALID")
    ]
    gone = ask("mutation { userAvatarDelete { user { avatar { url } } errors { code } } }", acting(staff))
    assert gone == {"userAvatarDelete": {"user": {"avatar": None}, "errors": []}}


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_delete_each_other_at_once_leave_one():
    (one, first), (two, second) = manager(), manager()
    results = at_once(
        [
            lambda: ask(DELETE_STAFF, first, id=gid(two))["staffDelete"]["errors"],
            lambda: ask(DELETE_STAFF, second, id=gid(one))["staffDelete"]["errors"],
        ]
    )
    assert sorted(len(each) for each in results) == [0, 1]
    assert User.objects.filter(is_staff=True, is_active=True).count() == 1
