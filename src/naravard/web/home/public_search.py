"""Finding one's municipality or region by what one calls it: a name, a code, with or without dots, or nearly right."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from naravard.agreement.plain_text import folded, latin
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import terms_for
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation

_PLACES: tuple[str, ...] = (Kind.MUNICIPALITY, Kind.REGION, Kind.RSS)
"""What everyone can look for, in the order in which they are shown; with them all that an agreement gives money."""
_KINDS_IN_WORDS = {
    "kommun": Kind.MUNICIPALITY, "kommuner": Kind.MUNICIPALITY, "stad": Kind.MUNICIPALITY,
    "municipality": Kind.MUNICIPALITY, "region": Kind.REGION, "regionen": Kind.REGION, "landsting": Kind.REGION,
    "landstinget": Kind.REGION, "rss": Kind.RSS,
}  # fmt: skip
_SAYS_NOTHING = frozenset({"lan", "lans", "county", "i", "of", "of,", "the"})
_WORD = re.compile(r"[\w-]+")
_MOST = 12
_LONGEST = 80
"""As much of what is written as is looked for."""
_CLOSE = 0.72


class _Asked(NamedTuple):
    """What is looked for: the name without the words that only say which kind it is, and the kind, if any is said."""

    name: str
    kind: Kind | None


def findable(every: Iterable[Shown]) -> list[Organisation]:
    """Return the organisations that everyone can look for; one question."""
    shown = list(every)
    return [
        one
        for one in Organisation.objects.exclude(kind=Kind.PROVIDER)
        if one.kind in _PLACES or any(terms_for(agreement, one.code).grants for agreement in shown)
    ]


def meant(written: str, among: Iterable[Organisation]) -> list[Organisation]:
    """Return the organisations that are meant by what is written, the likeliest first; all that fit equally well.

    >>> upp = [Organisation(code="region-03", kind="region", recipient_code="03", name="Region Uppsala"),
    ...        Organisation(code="kommun-0380", kind="municipality", recipient_code="0380", name="Uppsala"),
    ...        Organisation(code="kommun-0884", kind="municipality", recipient_code="0884", name="Vimmerby")]
    >>> [one.code for one in meant("uppsala", upp)], [one.code for one in meant("Region Upsala", upp)]
    (['kommun-0380', 'region-03'], ['region-03'])
    >>> [one.code for one in meant("0884", upp)], [one.code for one in meant("VIMERBY kommun", upp)]
    (['kommun-0884'], ['kommun-0884'])
    """
    known = sorted(among, key=lambda one: (_PLACES.index(one.kind) if one.kind in _PLACES else 9, one.code))
    code = folded(written)
    by_code = [one for one in known if code in (one.code, folded(one.recipient_code))]
    if by_code or not code:
        return by_code
    asked = _asked(written[:_LONGEST])
    bare = {one.code: _asked(one.name).name for one in known}
    of_kind = [one for one in known if asked.kind in (None, one.kind)]
    if not asked.name:
        return of_kind[:_MOST] if asked.kind is Kind.REGION else []
    for fits in (_is_it, _begins, _holds):
        found = [one for one in of_kind if fits(bare[one.code], asked.name)]
        if found:
            return found[:_MOST]
    near = get_close_matches(asked.name, dict.fromkeys(bare[one.code] for one in of_kind), n=4, cutoff=_CLOSE)
    return [one for name in near for one in of_kind if bare[one.code] == name][:_MOST]


def _is_it(name: str, asked: str) -> bool:
    return name == asked


def _begins(name: str, asked: str) -> bool:
    return name.startswith(asked) or asked.removesuffix("s") == name


def _holds(name: str, asked: str) -> bool:
    return asked in name


def _asked(written: str) -> _Asked:
    words = _WORD.findall(latin(folded(written)))
    kind = next((_KINDS_IN_WORDS[word] for word in words if word in _KINDS_IN_WORDS), None)
    kept = [word for word in words if word not in _KINDS_IN_WORDS and word not in _SAYS_NOTHING]
    if kind is None and kept and kept[-1].endswith("regionen"):  # Västra Götalandsregionen
        kind, kept = Kind.REGION, [*kept[:-1], kept[-1].removesuffix("regionen").removesuffix("s")]
    return _Asked(" ".join(word for word in kept if word), kind)
