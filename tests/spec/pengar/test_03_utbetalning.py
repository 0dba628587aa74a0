"""Utbetalning.

Den som överenskommelsen låter betala gör det: i *God och nära vård 2022* Kammarkollegiet. En godtagen rekvisition
betalas hel, på en gång och en gång. Det banken har betalat registreras som det beställdes, också om tilldelningen har
sänkts sedan dess.
"""

import datetime

from ledger_samples import Money
from naravard.ledger.facts import Fact, PaymentReturned, RequisitionAccepted, Sum, Undone
from spec.pengar.paragraph import Spec


def _accepted(money: Money) -> tuple[Money, Fact]:
    asked = money.take(money.requisition())
    money.take(money.fact(RequisitionAccepted, "2022-11-01 09:00:00", requisition=asked.id))
    return money, money.payment()


def test_the_condition(spec: Spec) -> None:
    """Delredovisningen är en förutsättning.

    Enligt avsnitt 10.1 ska regionen ha lämnat in sin delredovisning senast den 30 september 2022. Utan den, eller med
    en som kom för sent, går utbetalningen inte att registrera. Villkoret nämner bara regionerna, så för RSS och SKR
    prövas det inte.
    """
    spec.tries(
        "Delredovisningen kom in",
        [
            ("2022-09-29 23:59:59", "tas emot"),
            ("2022-09-30 23:59:59", "tas emot"),
            ("2022-10-01 00:00:00", "Ett villkor för utbetalningen är inte uppfyllt."),
        ],
        lambda moment: _accepted(spec.begins("region-09", paid=False, interim=moment)),
    )


def test_only_once(spec: Spec) -> None:
    """En gång.

    Samma rekvisition betalas inte två gånger. Har en utbetalning registrerats av misstag tas den tillbaka med ett skäl,
    och kan sedan registreras rätt. Båda händelserna finns kvar i historiken.
    """
    money = spec.begins("region-09")
    spec.refuses(
        money,
        money.payment("2022-12-16 09:00:00"),
        "Rekvisitionen är redan betald (avsnitt 10.1). Hittat: utbetald 2022-12-15. Väntat: en rekvisition som inte är "
        "betald. Gör så här: ta tillbaka utbetalningen först, om den registrerades av misstag.",
    )
    paid = money.book.payments()[0]
    money.take(money.fact(Undone, "2022-12-16 10:00:00", fact=paid, reason="Registrerad på fel mottagare"))
    spec.says("Den registrerades på fel mottagare, och tas tillbaka:")
    spec.stands(money, "", ["requisitioned", "paid", "left"], [30_039_872, 0, 0])


def test_the_bank_returns_it(spec: Spec) -> None:
    """Betalningen kommer tillbaka.

    Tar mottagarens bank inte emot betalningen kommer den tillbaka till den som betalade. Då är medlen åter inte
    betalda, och rekvisitionen betalas på nytt. Både utbetalningen och att den kom tillbaka står kvar i historiken.
    """
    money = spec.begins("region-09")
    paid = money.book.payments()[0]
    back = {"paid": paid, "reference": "B1", "reason": "Kontot är avslutat"}
    spec.refuses(
        money,
        money.fact(PaymentReturned, "2022-12-16 10:00:00", day=datetime.date(2022, 12, 14), **back),
        "Betalningen kan inte ha kommit tillbaka innan den gjordes. Hittat: 2022-12-14. Väntat: tidigast 2022-12-15. "
        "Gör så här: skriv dagen då pengarna var tillbaka.",
    )
    money.take(money.fact(PaymentReturned, "2022-12-16 10:00:00", day=datetime.date(2022, 12, 16), **back))
    spec.says("Kontot är avslutat, och pengarna är tillbaka den 16 december:")
    spec.stands(money, "", ["requisitioned", "paid", "left"], [30_039_872, 0, 0])
    money.take(money.payment("2022-12-17 09:00:00"))
    spec.says("De betalas på nytt den 17 december:")
    spec.stands(money, "", ["requisitioned", "paid", "left"], [30_039_872, 30_039_872, 30_039_872])


def test_onward(spec: Spec) -> None:
    """RSS betalar vidare.

    RSS betalar vidare till länets kommuner, högst det som RSS har kvar. Det som en kommun har fått är kommunens att
    använda. Kostnader över det är kommunens egna, och det som blir över lämnas tillbaka till RSS innan RSS återbetalar.
    """
    money = spec.begins("rss-09")
    money.take(money.onward("kommun-0980", Sum("nara-vard-kommuner", 4_000_000)))
    money.take(money.cost("nara-vard-kommuner", 3_500_000, holder="kommun-0980", day="2022-12-22"))
    spec.stands(
        money, "nara-vard-kommuner", ["paid", "onward", "used", "left"], [4_656_628, 4_000_000, 3_500_000, 1_156_628]
    )
    spec.refuses(
        money,
        money.repayment("nara-vard-kommuner", 1_156_628),
        "Återbetalningen är högre än det som ska tillbaka (avsnitt 10.1). Hittat: 1 156 628 kr. Väntat: högst "
        "656 628 kr. Gör så här: sänk beloppet. Registrera först det som andra har lämnat tillbaka.",
    )
