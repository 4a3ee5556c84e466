"""How far shops are: the steps asked of each kind of seller, and what is done of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone

from marketplace.content.models import PageVersion
from marketplace.content.queries import BASE_LANGUAGE
from marketplace.cooperative.models import Cooperative
from marketplace.oversight.models import (
    Application,
    Paper,
    PaperKind,
    PaperStatus,
    RulesAcceptance,
    Step,
    WantedStep,
)
from marketplace.warehouse.models import Warehouse


class StepState(StrEnum):
    """How a step stands."""

    MISSING = "MISSING"
    GIVEN = "GIVEN"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """A step asked of one cooperative. `version` is of the rules in force: what there is to read and accept."""

    step: str
    state: StepState
    paper_kind: PaperKind | None = None
    version: PageVersion | None = None
    page_slug: str = ""


def account_of(cooperative: Cooperative) -> str:
    """The bank account in one line, as it is confirmed; empty when there is none."""
    parts = cooperative.bank_bin, cooperative.bank_account_number, cooperative.bank_account_name
    return " ".join(parts) if all(parts) else ""


def checklists(cooperatives: Iterable[Cooperative]) -> dict[int, list[CheckedStep]]:
    """{cooperative id: its steps in order}; six statements for however many cooperatives."""
    rows = list(cooperatives)
    known = _Known([each.pk for each in rows], {each.kind for each in rows})
    return {each.pk: [known.checked(each, wanted) for wanted in known.wanted[each.kind]] for each in rows}


def missing_steps(steps: Iterable[CheckedStep]) -> list[CheckedStep]:
    """Those that keep a cooperative from submitting."""
    return [each for each in steps if each.state is StepState.MISSING]


class _Known:
    """What there is of some cooperatives, read once."""

    def __init__(self, ids: list[int], kinds: set[str]) -> None:
        self.wanted: dict[str, list[WantedStep]] = defaultdict(list)
        rows = WantedStep.objects.filter(kind__in=kinds).select_related("paper_kind", "page")
        for row in rows.order_by("position", "pk"):
            self.wanted[row.kind].append(row)
        self.applications = Application.objects.in_bulk(ids)
        self.papers: dict[tuple[int, int], str] = {}
        given = Paper.objects.filter(cooperative__in=ids, removed_at=None).order_by("given_at", "pk")
        for cooperative, kind, status in given.values_list("cooperative", "kind", "status"):
            self.papers[cooperative, kind] = status  # the newest counts
        self.with_address = set(
            Warehouse.objects.filter(cooperative__in=ids)
            .exclude(address__commune_code="")
            .values_list("cooperative", flat=True)
        )
        self.accepted = set(
            RulesAcceptance.objects.filter(cooperative__in=ids).values_list("cooperative", "version")
        )
        self.versions = rules_in_force({row.page_id for rows in self.wanted.values() for row in rows})

    def checked(self, cooperative: Cooperative, wanted: WantedStep) -> CheckedStep:
        if wanted.step == Step.PAPER:
            return CheckedStep(wanted.step, self._paper(cooperative, wanted), paper_kind=wanted.paper_kind)
        if wanted.step == Step.RULES:
            version = self.versions.get(wanted.page_id)
            accepted = version is not None and (cooperative.pk, version.pk) in self.accepted
            slug = wanted.page.slug if wanted.page else ""
            return CheckedStep(wanted.step, _done(accepted), version=version, page_slug=slug)
        return CheckedStep(wanted.step, self._plain(cooperative, wanted.step))

    def _paper(self, cooperative: Cooperative, wanted: WantedStep) -> StepState:
        status = self.papers.get((cooperative.pk, wanted.paper_kind_id or 0))
        if status == PaperStatus.ACCEPTED:
            return StepState.DONE
        return StepState.GIVEN if status == PaperStatus.GIVEN else StepState.MISSING

    def _plain(self, cooperative: Cooperative, step: str) -> StepState:
        of = self.applications.get(cooperative.pk) or Application()
        if step == Step.BANK_ACCOUNT:
            account = account_of(cooperative)
            if not account:
                return StepState.MISSING
            return StepState.DONE if of.bank_confirmed == account else StepState.GIVEN
        done: dict[str, Any] = {
            Step.LEGAL_NAME: cooperative.legal_name,
            Step.TAX_CODE: cooperative.tax_code,
            Step.RESPONSIBLE_PERSON: of.responsible_name and of.responsible_phone,
            Step.PICKUP_ADDRESS: cooperative.pk in self.with_address,
        }
        return _done(bool(done[step]))


def rules_in_force(page_ids: Iterable[int | None]) -> dict[int | None, PageVersion]:
    """{page: what it binds to now}: the newest Vietnamese version since now, of pages everyone can read."""
    versions = PageVersion.objects.filter(
        page__in={each for each in page_ids if each}, language_code=BASE_LANGUAGE, since__lte=timezone.now()
    )
    newest = {each.page_id: each for each in versions.order_by("page", "number")}
    return {page: version for page, version in newest.items() if version.is_published}


def _done(is_done: bool) -> StepState:
    return StepState.DONE if is_done else StepState.MISSING
