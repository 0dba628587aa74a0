"""Uppföljning och varningar.

Under året visas för varje belopp vad som är planerat, använt och kvar, och vad som väntas vara kvar när perioden är
slut. Prognosen är en uträkning, i hela kronor, med en metod som står i ord på sidan. Den som läser
väljer metod. Prognosen räknas med samma regler som redovisningen: ett delbelopp täcker bara sina egna kostnader, och
kostnader utöver medlen är egna.
"""

from naravard.ledger.forecast import Method
from naravard.ledger.risks import UNUSED_LEVELS, Level
from spec.pengar.paragraph import Spec, planned


def test_at_the_pace(spec: Spec) -> None:
    """I samma takt som hittills.

    Det som är bokfört delas med de dagar som har gått och gångras med periodens alla dagar. Region Gotland har bokfört
    300 000 kronor av beloppet till ambulanssjukvården den 30 juni 2022, då 181 av årets 365 dagar har gått.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 300_000, day="2022-06-30"))
    spec.expects(money, "ambulans", "2022-06-30", Method.PACE, costs=300_000, expected=604_972, left=329_996)
    spec.says("Kontroll: 300 000 × 365 / 181 = 604 972,4, som avrundas till 604 972.")


def test_by_the_plans(spec: Spec) -> None:
    """Enligt aktiviteternas planer.

    Varje beslutad aktivitet väntas kosta hela sin budget, eller det som redan är bokfört på den där det är mer. En som
    pågår utanför perioden räknas med den del av budgeten som dagarna inom perioden är av alla dess dagar.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 300_000, day="2022-06-30"))
    plan = planned("ambulans", 500_000, "2022-04-01", "2022-12-31")
    spec.says("Aktiviteten har en budget på 500 000 kronor och pågår till årets slut:")
    spec.expects(money, "ambulans", "2022-06-30", Method.PLANS, plan, costs=300_000, expected=500_000, left=434_968)
    longer = planned("ambulans", 730_000, "2022-07-02", "2023-07-01", activity="a2")
    spec.says("En aktivitet till, med 730 000 kronor från den 2 juli 2022 i ett helt år. Av dess 365 dagar ligger 183 "
              "inom perioden, så 366 000 kronor räknas:")  # fmt: skip
    spec.expects(
        money, "ambulans", "2022-06-30", Method.PLANS, plan, longer, costs=300_000, expected=866_000, left=68_968
    )


def test_when_the_period_is_over(spec: Spec) -> None:
    """När perioden är slut.

    Från den 1 januari 2023 väntas inget mer. Då är det som är kvar det som ska återbetalas, om inget mer bokförs som
    hör till 2022.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 900_000))
    plan = planned("ambulans", 934_968, "2022-04-01", "2022-12-31")
    spec.says("Den 31 december 2022:")
    spec.expects(money, "ambulans", "2022-12-31", Method.PLANS, plan, costs=900_000, expected=934_968, left=0)
    spec.says("Den 1 januari 2023:")
    spec.expects(money, "ambulans", "2023-01-01", Method.PLANS, plan, costs=900_000, expected=900_000, left=34_968)


def test_levels(spec: Spec) -> None:
    """Hur stark en varning är.

    Det avgörs av två saker: hur många dagar som är kvar till återbetalningens sista dag, och hur stor andel av beloppet
    som inte väntas bli använd. Den första raden som stämmer gäller. Stämmer ingen, visas ingen varning. När sista dagen
    har passerat och något är kvar står det att dagen har passerat.
    """
    spec.levels(UNUSED_LEVELS)


def test_warnings_over_the_year(spec: Spec) -> None:
    """Varningarna genom året.

    Region Gotland har använt 700 000 av 934 968 kronor till ambulanssjukvården och planerar inget mer. En fjärdedel är
    kvar: från den 30 juni 2022 är det en varning, och från den 28 februari 2023 brådskar det.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 700_000, day="2022-03-30"))
    spec.warns(
        money,
        "ambulans",
        [
            ("2022-03-30 12:00:00", None),
            ("2022-03-31 00:00:00", Level.NOTICE),
            ("2022-06-29 23:59:59", Level.NOTICE),
            ("2022-06-30 00:00:00", Level.WARNING),
            ("2023-02-27 23:59:59", Level.WARNING),
            ("2023-02-28 00:00:00", Level.URGENT),
            ("2023-03-31 23:59:59", Level.URGENT),
            ("2023-04-01 00:00:00", Level.PASSED),
        ],
        planned("ambulans", 700_000, "2022-01-01", "2022-12-31"),
    )
    spec.words_of(
        money,
        "ambulans",
        "2022-11-15 12:00:00",
        "234 968 kr av ”Förstärkning av ambulanssjukvården” (25 %) väntas vara kvar 2022-12-31. Pengar som inte är "
        "använda 2022-12-31 ska betalas tillbaka senast 2023-03-31.",
        planned("ambulans", 700_000, "2022-01-01", "2022-12-31"),
    )


def test_a_right_that_may_lapse(spec: Spec) -> None:
    """En rätt som kan förfalla.

    Har medlen inte rekvirerats varnas det 60, 30 och 7 dagar före sista dagen, för den som har en sista dag.
    """
    money = spec.begins("region-09", paid=False)
    spec.warns_of_right(
        money,
        [
            ("2022-10-01 12:00:00", None),
            ("2022-10-02 00:00:00", Level.NOTICE),
            ("2022-11-01 00:00:00", Level.WARNING),
            ("2022-11-24 00:00:00", Level.URGENT),
            ("2022-12-01 23:59:59", Level.URGENT),
            ("2022-12-02 00:00:00", Level.PASSED),
        ],
    )
