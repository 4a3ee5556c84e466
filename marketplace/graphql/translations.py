"""`translation(languageCode)`: an object's texts in another language, read once for all objects of a place."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Model

from marketplace.core.fields import PENDING
from marketplace.core.statements import Question, kept
from marketplace.graphql.fields import SourceField, batch, value
from marketplace.graphql.info import Info
from marketplace.graphql.languages import Language, LanguageCodeEnum, LanguageDisplay, language_of
from marketplace.graphql.rows import row_class


def translation(type_: Any, model: type[Model], by: str, *, needs: str = "pk") -> SourceField:
    """The row of `model` in the asked language whose column `by` is the object's `needs`; null where there is none."""

    def asks(rows: Any, info: Info, language_code: Any) -> list[Question]:
        language = language_of(language_code)
        (selection,) = info.field.selections.values()
        statement = kept(
            (model, by, language, selection.columns),
            lambda: model._base_manager.filter(language_code=language, **{f"{by}__within": PENDING}),
            (*selection.columns, by),
        )
        return [(statement, {getattr(row, needs) for row in rows})]

    def values(rows: Any, info: Info, language_code: Any) -> list[Any]:
        (selection,) = info.field.selections.values()
        columns = selection.columns
        ((statement, keys),) = asks(rows, info, language_code)
        make, size = row_class(selection.type.name, columns), len(columns)
        read = statement.run(keys)
        found = {each[-1]: make(info.channel, each[:size]) for each in read}
        return [found.get(getattr(row, needs)) for row in rows]

    return batch(
        type_,
        values,
        needs=(needs,),
        asks=asks,
        language_code=graphene.Argument(LanguageCodeEnum, required=True),
    )


def language() -> SourceField:
    """`language: LanguageDisplay!` of a translation."""
    return value(
        LanguageDisplay, lambda row: Language(row.language_code), needs=("language_code",), required=True
    )
