"""Rekvisition.

Om medlen rekvireras, av vem, i hur många delar och till vilken dag säger överenskommelsens data. I *God och nära vård
2022* rekvireras de på en gång och en gång, högst det tilldelade, och senast på sista dagen enligt avsnitt 10.1. I en
annan kan de rekvireras i delar, eller betalas ut helt eller delvis utan rekvisition. Delarna kommer alltid till det
tilldelade, på kronan.
"""

from ledger_samples import Money
from naravard.ledger.facts import Fact, RequisitionAccepted, RequisitionReturned
from spec.pengar.paragraph import Spec


def test_the_last_day(spec: Spec) -> None:
    """Dagen före, dagen och dagen efter.

    För regionerna och SKR är sista dagen den 1 december 2022. Dagen är slut vid midnatt svensk tid.
    """

    def made(moment: str) -> tuple[Money, Fact]:
        money = spec.begins("region-09", paid=False)
        return money, money.requisition(moment)

    spec.tries(
        "Regionens rekvisition kommer in",
        [
            ("2022-11-30 23:59:59", "tas emot"),
            ("2022-12-01 23:59:59", "tas emot"),
            ("2022-12-02 00:00:00", "Rätten till medlen har förfallit."),
        ],
        made,
    )


def test_the_rss(spec: Spec) -> None:
    """RSS har ingen sista dag.

    Texten anger ingen sista dag för RSS rekvisition av kommunernas medel. Naravard hittar inte på någon.
    """

    def made(moment: str) -> tuple[Money, Fact]:
        money = spec.begins("rss-09", paid=False)
        return money, money.requisition(moment)

    spec.tries(
        "RSS rekvisition kommer in",
        [("2022-12-01 23:59:59", "tas emot"), ("2022-12-02 00:00:00", "tas emot"), ("2022-12-27 09:00:00", "tas emot")],
        made,
    )


def test_at_most_what_is_allotted(spec: Spec) -> None:
    """Högst det tilldelade.

    En krona för mycket avvisas. Det går att rekvirera mindre, men inte att komma tillbaka för resten.
    """
    money = spec.begins("region-09", paid=False)
    spec.refuses(
        money,
        money.requisition(ambulans=934_969),
        "Beloppet är högre än det tilldelade (avsnitt 10.1). Hittat: 934 969 kr för ”Förstärkning av "
        "ambulanssjukvården”. Väntat: högst 934 968 kr. Gör så här: sänk beloppet.",
    )
    asked = money.take(money.requisition(ambulans=900_000))
    money.take(money.fact(RequisitionAccepted, "2022-11-01 09:00:00", requisition=asked.id))
    money.take(money.payment())
    money.take(money.cost("ambulans", 934_968))
    spec.says("Regionen rekvirerar 900 000 kronor av de 934 968 och får dem. Kostnaderna är 934 968 kronor:")
    columns = ["allotted", "requisitioned", "paid", "used", "own"]
    spec.stands(money, "ambulans", columns, [934_968, 900_000, 900_000, 900_000, 34_968])


def test_once(spec: Spec) -> None:
    """En gång, men en som lämnas tillbaka kan göras om.

    Kammarkollegiet kan lämna tillbaka en rekvisition med ett skäl. Kom den in i tid, förfaller rätten inte för att
    rättelsen görs efter sista dagen.
    """
    money = spec.begins("region-09", paid=False)
    first = money.take(money.requisition("2022-12-01 12:00:00"))
    again = money.requisition("2022-12-01 13:00:00")
    spec.refuses(
        money,
        again,
        f"Medlen är redan rekvirerade (avsnitt 10.1). Hittat: en rekvisition finns: {first.id}. Väntat: en rekvisition "
        "av allt på en gång. Gör så här: be Kammarkollegiet lämna tillbaka den som finns, om den är fel.",
    )
    money.take(money.fact(RequisitionReturned, "2022-12-06 09:00:00", requisition=first, reason="Fel bankgiro"))
    spec.says("Rekvisitionen lämnas tillbaka den 6 december för att bankgirot är fel. Den 8 december görs den om:")
    money.take(money.requisition("2022-12-08 09:00:00"))
    spec.stands(money, "", ["allotted", "requisitioned", "paid"], [30_039_872, 30_039_872, 0])


def test_what_awaits(spec: Spec) -> None:
    """Belopp som väntar på sin fördelning.

    Medlen till VFU kan inte fördelas innan veckorna har redovisats den 30 november. De ingår därför inte i
    rekvisitionen utan betalas ut när fördelningen av dem har fastställts.
    """
    money = spec.begins("region-09", paid=False)
    spec.stands(money, "vfu", ["allotted", "paid"], [0, 0])
    cost = money.cost("vfu", 1_000)
    spec.refuses(
        money,
        cost,
        "Beloppet är inte tilldelat än (avsnitt 8). Hittat: ”Verksamhetsförlagd utbildning (VFU)” väntar på sin "
        "fördelning. Väntat: ett belopp i den fastställda fördelningen. Gör så här: vänta tills fördelningen är "
        "fastställd.",
    )
