"""How the tests of bad input ask, and what they look at in the answers."""

import json

from django.test import Client

LANGUAGES = ("vi", "en")


def change(name, types, *arguments):
    """The document of a mutation that is asked for its errors only."""
    declared = ", ".join(f"${key}: {type_}" for key, type_ in types.items())
    given = ", ".join(f"{key}: ${key}" for key in types) + "".join(f", {each}" for each in arguments)
    return f"mutation({declared}) {{ answer: {name}({given}) {{ errors {{ field message code }} }} }}"


def ask(query, variables, language):
    """Status and answer."""
    body = json.dumps({"query": query, "variables": variables})
    sent = Client().post(
        "/graphql/", body, content_type="application/json", headers={"Accept-Language": language}
    )
    return sent.status_code, sent.json()


def refused(query, **variables):
    """The one refusal of a mutation: code, field, and what it says in each language."""
    found = [ask(query, variables, language)[1]["data"]["answer"]["errors"] for language in LANGUAGES]
    (vietnamese,), (english,) = found
    assert (vietnamese["code"], vietnamese["field"]) == (english["code"], english["field"])
    return english["code"], english["field"], vietnamese["message"], english["message"]


def stopped(query, **variables):
    """The one error at the top: status, code, and what it says in each language."""
    answers = [ask(query, variables, language) for language in LANGUAGES]
    (status, first), (_, second) = answers
    (vietnamese,), (english,) = first["errors"], second["errors"]
    return status, english["extensions"]["exception"]["code"], vietnamese["message"], english["message"]
