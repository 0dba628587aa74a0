"""Ett enda flöde.

Mottagarens medel visas som ett flöde, från tilldelat till återbetalat. Varje steg har den punkt i överenskommelsen som
det bygger på.
"""

from naravard.agreement.wording import kronor
from spec.pengar.paragraph import Spec


def test_the_whole_way(spec: Spec) -> None:
    """Region Gotlands väg genom året.

    Regionen får 30 039 872 kronor enligt bilaga 4, rekvirerar allt, använder 900 000 kronor till ambulanssjukvården och
    betalar tillbaka resten av det beloppet.
    """
    money = spec.begins("region-09")
    money.take(money.cost("ambulans", 900_000))
    money.take(money.repayment("ambulans", 34_968))
    spec.flows(
        money,
        [
            ("Tilldelat", 30_039_872),
            ("Rekvirerat", 30_039_872),
            ("Utbetalat", 30_039_872),
            ("Använt av det utbetalade", 900_000),
            ("Återbetalat", 34_968),
            ("Kvar", 29_104_904),
        ],
    )
    spec.says(f"Kontroll: {kronor(900_000)} + {kronor(34_968)} + {kronor(29_104_904)} = {kronor(30_039_872)}.")


def test_own_costs(spec: Spec) -> None:
    """Kostnader utöver medlen.

    Om det kostar mer än vad som har betalats ut är resten regionens egen kostnad. Den minskar inte något annat belopp.
    """
    money = spec.begins("region-09")
    money.take(money.cost("e-halsa", 600_000))
    spec.stands(money, "e-halsa", ["paid", "costs", "used", "own", "left"], [583_850, 600_000, 583_850, 16_150, 0])
    spec.stands(money, "ambulans", ["paid", "costs", "used", "own", "left"], [934_968, 0, 0, 0, 934_968])


def test_costs_before_the_money(spec: Spec) -> None:
    """Kostnader innan pengarna har kommit.

    Medlen betalas ofta ut sent på året. Kostnader som redan är bokförda väntar på utbetalningen, upp till det
    tilldelade. Förfaller rätten blir de regionens egna.
    """
    money = spec.begins("region-09", paid=False)
    money.take(money.cost("ambulans", 1_000_000))
    columns = ["allotted", "costs", "used", "awaiting", "own"]
    spec.says("Den 1 december 2022:")
    spec.stands(money, "ambulans", columns, [934_968, 1_000_000, 0, 934_968, 65_032], at="2022-12-01 23:59:59")
    spec.says("Den 2 december 2022, om medlen inte har rekvirerats:")
    spec.stands(money, "ambulans", columns, [934_968, 1_000_000, 0, 0, 1_000_000], at="2022-12-02 00:00:00")


def test_earmarks(spec: Spec) -> None:
    """Delbelopp.

    Av beloppet till nära vård är 1 167 699 kronor avsatta för fast läkarkontakt. De täcker bara kostnader för det.
    Andra kostnader kan inte ta av dem, men kostnader för fast läkarkontakt kan ta också av resten av beloppet.
    """
    money = spec.begins("region-09")
    columns = ["paid", "costs", "used", "own", "left"]
    money.take(money.cost("nara-vard-regioner", 14_140_838))
    spec.says("Alla kostnader gäller annat än fast läkarkontakt:")
    spec.stands(money, "nara-vard-regioner", columns, [14_140_838, 14_140_838, 12_973_139, 1_167_699, 1_167_699])
    money.take(money.cost("nara-vard-regioner", 1_167_699, earmark="fast-lakarkontakt"))
    spec.says(f"Sedan har {kronor(1_167_699)} använts till fast läkarkontakt:")
    spec.stands(money, "nara-vard-regioner", columns, [14_140_838, 15_308_537, 14_140_838, 1_167_699, 0])


def test_what_is_repaid_of_an_earmark(spec: Spec) -> None:
    """Delbelopp och återbetalning.

    Det som betalas tillbaka är av hela beloppet. Det räknas först av det som inte är avsatt, och sedan av delbeloppet.
    Därför har delbeloppet aldrig mer kvar än beloppet.
    """
    money, earmark = spec.begins("region-09"), "nara-vard-regioner/fast-lakarkontakt"
    columns = ["paid", "used", "repaid", "left"]
    money.take(money.cost("nara-vard-regioner", 12_000_000))
    money.take(money.cost("nara-vard-regioner", 1_000_000, earmark="fast-lakarkontakt"))
    spec.says(f"{kronor(973_139)} är kvar av det som inte är avsatt, och {kronor(167_699)} av delbeloppet:")
    spec.stands(money, earmark, columns, [1_167_699, 1_000_000, 0, 167_699])
    money.take(money.repayment("nara-vard-regioner", 973_139))
    spec.says(f"När {kronor(973_139)} har betalats tillbaka:")
    spec.stands(money, earmark, columns, [1_167_699, 1_000_000, 0, 167_699])
    money.take(money.repayment("nara-vard-regioner", 167_699))
    spec.says("När allt har betalats tillbaka:")
    spec.stands(money, "nara-vard-regioner", columns, [14_140_838, 13_000_000, 1_140_838, 0])
    spec.stands(money, earmark, columns, [1_167_699, 1_000_000, 167_699, 0])
