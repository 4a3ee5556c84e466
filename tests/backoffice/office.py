"""A browser in the back office, of somebody who may exactly this."""

from django.contrib import admin
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from marketplace.account.services import grant
from tests import factories as make


def of_someone_who_may(*permissions, **columns):
    """The browser of a member of staff with these permissions; `.user` is who it is."""
    user = make.user(is_staff=True, **columns)
    grant(user=user, permissions=permissions)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def superuser():
    """The browser of somebody who may everything that anybody may."""
    client = Client()
    client.user = make.user(is_staff=True, is_superuser=True)
    client.force_login(client.user)
    return client


def page(model, name, *args):
    """The address of an admin page."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def do(client, row, deed, sure=True, **answers):
    """Press a row's button, and on the page that asks back, yes."""
    address = page(type(row), "deed", row.pk, deed)
    deeds = {each.name: each for each in admin.site.get_model_admin(type(row)).deeds}
    shown = {"shown": shown_at(client, address)} if sure and deeds[deed].overwrites else {}
    return client.post(address, shown | answers | ({"sure": "1"} if sure else {}))


def shown_at(client, address):
    """The marks of what a page shows, for the form that it is sent back with."""
    context = client.get(address).context
    return context["adminform"].form["shown"].value() if "adminform" in context else context["shown"]


def do_to_all(client, rows, deed, **answers):
    """Choose rows of a list and an action, and on the page that asks back, yes."""
    chosen = {"action": deed, "_selected_action": [each.pk for each in rows]}
    address = page(type(rows[0]), "changelist")
    asked = client.post(address, chosen)
    seen = dict(asked.context.get("seen", ())) if asked.context else {}
    return client.post(address, chosen | {"sure": "1"} | seen | answers)


def typed(client, obj):
    """What the browser would send back of this page."""
    response = client.get(page(type(obj), "change", obj.pk))
    bound = [*response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        bound += [*inline.formset.management_form]
        bound += [each for form in inline.formset.forms for each in form]
    values = {each.html_name: each.value() for each in bound}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def refusals(response):
    """What the page says above and beside what was typed."""
    assert response.status_code == 200
    return [strip_tags(str(each)) for each in response.context["errors"]]


def said(response):
    """What the page says at its top."""
    return [str(each) for each in get_messages(response.wsgi_request)]


def listed(client, model, **query):
    """The rows of a list."""
    response = client.get(page(model, "changelist"), query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)
