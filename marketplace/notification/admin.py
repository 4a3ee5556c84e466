"""What has been told to whom, and in which words: the program's, or staff's own."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk
from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import fold
from marketplace.core.vietnamese.folding import LONGEST_SEARCH
from marketplace.notification import services
from marketplace.notification.models import Message, Wording
from marketplace.notification.sentences import LONGEST, ROOMS, Sentence, refuse_unfit, sentences


@admin.register(Message)
class MessageDesk(Desk):
    """Messages that were handed over: kinds and ids only, no text and no address."""

    needs = "manage_orders"
    section = "trail"
    title = _("Messages sent")
    words = {"sent_at": _("sent"), "medium": _("by which way"), "recipient": _("to whom"), "key": _("key")}
    list_display = ("sent_at", "kind", "medium", "recipient", "language_code")
    list_filter = ("medium", "language_code")
    ordering = ("-sent_at", "-pk")
    search_fields = ("=recipient", "kind__startswith")
    search_help_text = _("To whom (user:5, member:12), or the beginning of a kind.")


def _field(code: str) -> str:
    return code.replace("-", "_")


def _form(sentence: Sentence) -> type[forms.Form]:
    """A text for each language; what cannot stand is said beside it."""

    def fit(text: str) -> None:
        try:
            refuse_unfit(sentence.text, text.replace("\r\n", "\n"))
        except DomainError as refused:
            raise forms.ValidationError(str(refused.message)) from refused

    fields = {
        _field(code): forms.CharField(
            label=name,
            required=False,
            max_length=LONGEST,
            validators=[fit],
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=format_html('{}<br><q lang="{}">{}</q>', _("Built in:"), code, sentence.built_in(code)),
        )
        for code, name in settings.LANGUAGES
    }
    return type("WordingForm", (forms.Form,), fields)


def _writing(sentence: Sentence) -> Deed:
    """Staff's own texts for a sentence, in all languages."""

    def write(row: None, actor: Actor, **texts: str) -> None:
        given = {code: texts[_field(code)] for code, _name in settings.LANGUAGES}
        services.word(sentence=sentence.text, texts=given, actor=actor)

    def begins(row: None) -> dict[str, Any]:
        rows = Wording.objects.filter(sentence=sentence.text).values_list("language_code", "text")
        return {_field(code): text for code, text in rows}

    rules: list[Any] = [_("An empty field leaves the built-in words.")]
    if sentence.places:
        keep = _("Keep these, the program fills them in: %(places)s") % {"places": " ".join(sentence.places)}
        rules.append(keep)
    warns = " ".join(map(str, rules))
    return Deed(
        "write", _("Say it this way"), write, _form(sentence), begins=begins, warns=warns, overwrites=True
    )


def _unword(row: Wording, actor: Actor) -> None:
    services.unword(wording_id=row.pk, actor=actor)


@admin.register(Wording)
class WordingDesk(Desk):
    """Staff's own words for sentences of the letters; below them all sentences, found by the words one knows."""

    needs = "manage_settings"
    section = "content"
    title = _("Message texts")
    words = {"text": _("own words"), "changed_by": _("by"), "sentence": _("sentence in the program")}
    change_list_template = "office/sentences.html"
    list_display = ("built_in", "language_code", "text", "changed_by", "updated_at")
    list_filter = ("language_code",)
    ordering = ("sentence", "language_code")
    search_fields = ("text_folded__contains",)
    search_help_text = _("Words of the sentence, with or without marks.")
    fields = ("built_in", "language_code", "text", "changed_by", "updated_at", "written")
    deeds = (Deed("drop", _("Back to the built-in words"), _unword, many=True),)

    @admin.display(description=_("built-in words"))
    def built_in(self, row: Wording) -> str:
        """What the program says in that language."""
        return Sentence(row.sentence, ()).built_in(row.language_code)

    @admin.display(description=_("all languages"))
    def written(self, row: Wording) -> SafeString:
        """The page on which it is written."""
        return format_html('<a href="{}">{}</a>', _page(row.sentence), _("Write the text"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The page of one sentence; without one, the list in which it is chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        back = reverse("admin:notification_wording_changelist")
        sentence = sentences().get(request.GET.get("sentence", ""))
        if sentence is None:
            return HttpResponseRedirect(back)
        return self.ask(request, _writing(sentence), [None], back=back)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The texts that were written, and the sentences for which one can be."""
        asked = fold(request.GET.get("q", "")[:LONGEST_SEARCH])
        context = {
            "has_add_permission": False,  # a sentence is chosen first
            "heading": _("All sentences"),
            "help": _("Choose one to write your own text. In bold: the languages in which there is one."),
            "none": _("No sentence has these words."),
            "sentences": _rows(asked) if self.has_view_permission(request) else [],
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})


def _rows(asked: str) -> list[dict[str, Any]]:
    """The sentences in which these words stand, as they are listed; 1 statement."""
    languages, written = dict(settings.LANGUAGES), defaultdict(list)
    for text, code in Wording.objects.order_by("pk").values_list("sentence", "language_code"):
        written[text].append(languages.get(code, code))
    return [
        {
            "address": _page(each.text),
            "words": each.built_in(settings.LANGUAGE_CODE),
            "rooms": "; ".join(str(ROOMS[room]) for room in each.rooms),
            "languages": ", ".join(written[each.text]),
        }
        for each in sentences().values()
        if each.is_about(asked)
    ]


def _page(sentence: str) -> str:
    return f"{reverse('admin:notification_wording_add')}?{urlencode({'sentence': sentence})}"
