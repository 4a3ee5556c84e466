"""`manage.py search rebuild | check | explain`."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.catalog.models import Product
from marketplace.channel.models import Channel
from marketplace.core.collecting import look_seldom
from marketplace.ports import registry
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import Query, SearchEngine
from marketplace.search import finding, services, tasks
from marketplace.search.goods import shown_in


class Command(BaseCommand):
    """Build the index beside the old one and swap; compare and repair it; say why a search finds what it finds."""

    help = "The search index: rebuild it, check it against the database, explain a query."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        rebuild = verbs.add_parser("rebuild", help="build a new index beside the old and swap")
        rebuild.add_argument("--if-missing", action="store_true", help="only where there is none yet")
        check = verbs.add_parser("check", help="compare database and index, and repair")
        check.add_argument("--dry-run", action="store_true", help="only say what differs")
        explain = verbs.add_parser("explain", help="how a query is understood and scored")
        explain.add_argument("text")
        explain.add_argument("--channel", default="vn")
        explain.add_argument("--size", type=int, default=5)

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        engine = registry.engine()
        if engine is None:
            self.stdout.write("SEARCH_URL is none: searches are plain matches in the database")
            return
        try:
            getattr(self, f"_{verb}")(engine, **options)
        except Unavailable as error:
            raise CommandError(str(error)) from error

    def _rebuild(self, engine: SearchEngine, *, if_missing: bool, **_options: Any) -> None:
        """Everything anew, without a gap."""
        tasks.keep_reconciling()
        health = engine.health()
        if if_missing and health.is_up and health.documents:
            self.stdout.write(f"  {health.documents} documents are there already: {health.note}")
            return
        began = time.monotonic()
        look_seldom()
        done = services.rebuild(engine=engine, progress=lambda number: self._progress(number, began))
        # what changed after it was read here was written into the index of before
        tasks.catch_up_soon()
        self.stdout.write(f"  {done} documents in {time.monotonic() - began:.1f} s: {engine.health().note}")

    def _check(self, engine: SearchEngine, *, dry_run: bool, **_options: Any) -> None:
        """What differs, and is put right unless told not to."""
        done = "left as they are" if dry_run else "put right"
        try:
            found = services.check(engine=engine, repair=not dry_run)
        except Unavailable:
            # of an embedded index only the worker can be the writer: down is down, and then this fails as well
            found = services.check(engine=engine, repair=False)
            tasks.catch_up_soon()
            done = "the worker puts them right within a minute"
        for name, keys in (("missing", found.missing), ("stale", found.stale), ("gone", found.gone)):
            self.stdout.write(f"  {len(keys)} {name}{': ' if keys else ''}{', '.join(keys[:10])}")
        if found:
            self.stdout.write(f"  {done}")

    def _explain(self, engine: SearchEngine, *, text: str, channel: str, size: int, **_options: Any) -> None:
        """The reading of a query, and the engine's account of each score."""
        there = Channel.objects.filter(slug=channel).values_list("pk", flat=True).first()
        found = finding.find(engine, text, Query(filters=(shown_in(there or 0),), size=size))
        names = dict(
            Product.objects.filter(pk__in=[hit.number for hit in found.page.hits]).values_list("pk", "name")
        )
        self.stdout.write(
            f"{found.reading}\n{found.page.total} found, suggestions only: {found.is_suggestion}"
        )
        for hit in found.page.hits:
            self.stdout.write(f"\n{hit.score}  {names.get(hit.number, hit.key)}")
            self.stdout.write(json.dumps(engine.explain(found.query, hit.key), ensure_ascii=False, indent=1))

    def _progress(self, number: int, began: float) -> None:
        if number and number % 10_000 == 0:
            self.stdout.write(f"  {number} documents, {time.monotonic() - began:.1f} s")
