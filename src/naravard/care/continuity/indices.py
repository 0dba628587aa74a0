"""The indices of one patient, exact, each with the paper that defines it.

A patient's visits are N; provider j was met n_j times. All answers are fractions: rounding is for whoever shows them.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction

FEWEST_VISITS = 2
"""With one visit there is nothing to be continuous with: COC and SECON would divide by nought."""

Moment = Sequence[Hashable]
"""The providers met at one moment, in no known order among themselves: mostly one."""


def coc(counts: Sequence[int]) -> Fraction:
    """Return the continuity of care index (Bice and Boxerman, Medical Care 1977;15:347): (Σ n_j² − N) / (N (N − 1)).

    1 if all visits were to one provider, 0 if each was to another. At unchanged shares it rises with N.
    """
    visits = sum(counts)
    return Fraction(sum(count * count for count in counts) - visits, visits * (visits - 1))


def upc(counts: Sequence[int]) -> Fraction:
    """Return the usual provider's share (Breslau and Haug, 1985): max n_j / N."""
    return Fraction(max(counts), sum(counts))


def hi(counts: Sequence[int]) -> Fraction:
    """Return Herfindahl's index: Σ (n_j / N)². COC is (N · HI − 1) / (N − 1)."""
    return Fraction(sum(count * count for count in counts), sum(counts) ** 2)


def own_share(own: int, visits: int) -> Fraction:
    """Return the share of the visits that were to one's own named doctor: n_d / N."""
    return Fraction(own, visits)


def secon(moments: Sequence[Moment]) -> Fraction:
    """Return the share of visits to the same as before (Steinwachs, Medical Care 1979;17:551).

    Where several visits share a moment their order is unknown: the value is what is expected if each order is equally
    likely. An order by the provider's id would make the index depend on what people happen to be called.
    """
    visits = sum(len(moment) for moment in moments)
    return expected_repeats(moments) / (visits - 1)


def expected_repeats(moments: Sequence[Moment]) -> Fraction:
    """Return how many times the next visit is expected to be to the same provider as the one before.

    Within a moment of m visits, of which c_j to provider j, the two at any neighbouring places are to the same with
    probability Σ c_j (c_j − 1) / (m (m − 1)), and there are m − 1 such pairs. The last of one moment and the first of
    the next are to the same with probability Σ a_j b_j / (a b).
    """
    repeats = Fraction(0)
    before: Counter[Hashable] = Counter()
    for moment in moments:
        met = Counter(moment)
        repeats += Fraction(sum(count * (count - 1) for count in met.values()), len(moment))
        if before:
            together = sum(count * before[provider] for provider, count in met.items())
            repeats += Fraction(together, len(moment) * before.total())
        before = met
    return repeats


def has_tie(moments: Sequence[Moment]) -> bool:
    """Say whether the order of some visits is unknown and matters: different providers at one moment."""
    return any(len(set(moment)) > 1 for moment in moments)
