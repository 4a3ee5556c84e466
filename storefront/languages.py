"""The three languages of the shop: which path prefix each has, and what the API calls it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    code: str  # Django's
    prefix: str  # of the path, "" for Vietnamese
    api_code: str  # LanguageCodeEnum
    html: str  # lang attribute and Accept-Language
    name: str
    short: str
    open_graph: str  # og:locale


VIETNAMESE = Language("vi", "", "VI", "vi", "Tiếng Việt", "VI", "vi_VN")
ENGLISH = Language("en", "en/", "EN", "en", "English", "EN", "en_US")
CHINESE = Language("zh-hans", "zh/", "ZH_HANS", "zh-Hans", "简体中文", "中文", "zh_CN")
LANGUAGES = (VIETNAMESE, ENGLISH, CHINESE)


def by_code(code: str | None) -> Language:
    """The language with Django's code, Vietnamese for anything unknown."""
    return next((language for language in LANGUAGES if language.code == code), VIETNAMESE)


def split_path(path: str) -> tuple[Language, str]:
    """The language an absolute path is written in, and the path without its prefix."""
    for language in LANGUAGES:
        if language.prefix and (path + "/").startswith("/" + language.prefix):
            return language, "/" + path[len(language.prefix) + 1 :]
    return VIETNAMESE, path


def in_language(path: str, language: Language) -> str:
    """The same page's path in another language."""
    return "/" + language.prefix + split_path(path)[1].lstrip("/")
