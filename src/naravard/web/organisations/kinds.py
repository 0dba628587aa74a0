"""The kinds of organisations."""

from enum import StrEnum

from naravard.agreement.model import Text


class Kind(StrEnum):
    """What an organisation is."""

    words: Text

    def __new__(cls, code: str, sv: str, en: str) -> "Kind":
        """Give each kind its code and its name."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = Text(sv, en)
        return made

    REGION = ("region", "region", "region")
    RSS = ("rss", "regional samverkans- och stödstruktur (RSS)", "regional support structure (RSS)")
    MUNICIPALITY = ("municipality", "kommun", "municipality")
    SKR = ("skr", "SKR", "SKR")
    MINISTRY = ("ministry", "departement", "ministry")
    AGENCY = ("agency", "myndighet", "agency")
    UNIVERSITY = ("university", "universitet eller högskola", "university")
    ASSOCIATION = ("association", "förening", "association")
    FOUNDATION = ("foundation", "stiftelse", "foundation")
    COMPANY = ("company", "företag", "company")
    COORDINATION = ("coordination-body", "samordningsförbund", "coordination body")
    OTHER = ("other", "annan organisation", "other organisation")
    PROVIDER = ("provider", "privat utförare", "private provider")


def kind_of(code: str) -> Kind:
    """Return the kind with a code, as organisations store it."""
    return next(kind for kind in Kind if kind.value == code)
