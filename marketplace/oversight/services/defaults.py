"""What a new market asks of sellers; run again it only adds what is missing."""

from __future__ import annotations

from django.db import transaction

from marketplace.catalog.models import Category
from marketplace.content.models import Page
from marketplace.core.vietnamese import fold
from marketplace.oversight.defaults import EVERYBODY, PAPER_KINDS, PAPERS_OF, SHELF_RULES, WORDS
from marketplace.oversight.models import (
    CategoryRule,
    PaperKind,
    RuleChange,
    Ruled,
    Step,
    WantedStep,
    WatchedWord,
)


@transaction.atomic
def set_up_defaults(*, rules: Page | None = None) -> None:
    """Kinds of papers, a checklist for each kind of seller that has none, watched words, rules of shelves.

    `rules` are to be accepted.
    """
    for position, (slug, name, name_en, name_zh, help_, days) in enumerate(PAPER_KINDS):
        PaperKind.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "name_en": name_en,
                "name_zh": name_zh,
                "help": help_,
                "delete_after_days": days,
                "position": position,
            },
        )
    for kind, papers in PAPERS_OF.items():
        if not WantedStep.objects.filter(kind=kind).exists():
            _ask(kind, papers)
        if rules and not WantedStep.objects.filter(kind=kind, step=Step.RULES, page=rules).exists():
            WantedStep.objects.filter(kind=kind, step=Step.RULES, page=None).delete()
            WantedStep.objects.create(kind=kind, step=Step.RULES, page=rules, position=100)
    for text, why in WORDS:
        WatchedWord.objects.get_or_create(text_folded=fold(text), defaults={"text": text, "why": why})
    _set_up_shelves()


def _ask(kind: str, papers: tuple[str, ...]) -> None:
    kinds = {each.slug: each for each in PaperKind.objects.filter(slug__in=papers)}
    rows = [WantedStep(kind=kind, step=each) for each in EVERYBODY]
    rows[3:3] = [WantedStep(kind=kind, step=Step.PAPER, paper_kind=kinds[each]) for each in papers]
    for position, row in enumerate(rows):
        row.position = position
    WantedStep.objects.bulk_create(rows)


def _set_up_shelves() -> None:
    """What shelves of these names ask, where staff have not said anything about the shelf, nor taken a rule away."""
    shelves = Category.objects.in_bulk({slug for slug, *_ in SHELF_RULES}, field_name="slug")
    papers = PaperKind.objects.in_bulk(field_name="slug")
    ruled = set(CategoryRule.objects.values_list("category", flat=True))
    changed = RuleChange.objects.filter(what=Ruled.SHELF, before__isnull=False)
    ruled.update(before["category_id"] for before in changed.values_list("before", flat=True) if before)
    CategoryRule.objects.bulk_create(
        CategoryRule(
            category=shelves[slug], demand=demand, paper_kind=papers[paper] if paper else None, why=why
        )
        for slug, demand, paper, why in SHELF_RULES
        if slug in shelves and shelves[slug].pk not in ruled
    )
