"""What is answered in reports in the imaginary year: Swedish that could have been written, another in each county.

A text is put together of sentences that are chosen by whose it is and which question it answers, so that the same
organisation always answers the same. Everything is invented.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.model import Question
from naravard.web.demo.year.chance import number

_DONE = (
    "En egen läkare erbjuds nu på samtliga vårdcentraler, och uppgiften följs varje månad i ledningsgruppen.",
    "Tre mobila team har startat. De gör hembesök tillsammans med kommunens sjuksköterskor.",
    "Samordnad individuell plan används oftare än förra året, framför allt vid utskrivning från sjukhus.",
    "En gemensam utbildning i personcentrerat arbetssätt har nått 340 medarbetare i båda huvudmännens verksamheter.",
    "Digital uppföljning i hemmet har införts för personer med hjärtsvikt och KOL på fyra vårdcentraler.",
    "Skriftliga planer har prövats på två vårdcentraler, och arbetssättet sprids nu till resten av länet.",
    "Arbetet med en gemensam hälsocentral har kommit i gång, med representanter för patienter i styrgruppen.",
    "Sjuksköterskor i särskilt boende har fått direktnummer till en läkare alla vardagar.",
    "Vårdcentralerna har fått rehabkoordinatorer, vilket har kortat väntan till första bedömning.",
)
_HOW_IT_WENT = (
    "Effekterna går ännu inte att mäta säkert, men återbesöken till akutmottagningen har minskat något.",
    "Medarbetarna beskriver att samarbetet har blivit lättare sedan kontaktvägarna skrevs ned.",
    "Personer som har en fast kontakt uppger i högre grad att de vet vart de ska vända sig.",
    "Det som har fungerat bäst är de korta gemensamma mötena varje vecka.",
    "Införandet har tagit längre tid än planerat, eftersom flera tjänster har varit vakanta.",
)
_CHALLENGES = (
    "Den största utmaningen är kompetensförsörjningen, särskilt bristen på specialister i allmänmedicin.",
    "Journalsystemen talar inte med varandra, så mycket av samordningen sker fortfarande per telefon.",
    "De minsta kommunerna har svårt att avsätta tid för utvecklingsarbete utöver den dagliga driften.",
    "Långa avstånd gör att mobila arbetssätt kräver mer personal än i tätorterna.",
    "Pandemin har skjutit upp flera av utbildningarna, och de tas igen först under nästa år.",
)
_PLANNED = (
    "Under hösten införs samma arbetssätt på de vårdcentraler som återstår.",
    "Nästa steg är en länsgemensam handlingsplan, som väntas beslutas före årsskiftet.",
    "Uppföljningen byggs ut med några få gemensamma mått, redovisade för kvinnor och män.",
    "Kommuner och region planerar gemensamma introduktionsdagar för nya medarbetare.",
)
_EQUALITY = (
    "Statistiken redovisas uppdelad på kön. Kvinnor har nåtts i något högre grad än män, vilket till stor del beror på "
    "åldersfördelningen.",
    "Män tackar oftare nej till uppföljande samtal. Därför prövas nu längre öppettider och digitala besök.",
    "Bemötandet har följts upp med enkät. Skillnaden mellan kvinnors och mäns svar har minskat sedan förra enkäten.",
)
_TOPICS: Sequence[tuple[tuple[str, ...], Sequence[Sequence[str]]]] = (
    (("jämställd", "kvinnor och män"), (_EQUALITY, _HOW_IT_WENT)),
    (("utmaning", "hinder"), (_CHALLENGES, _CHALLENGES)),
    (("planerad", "planerar", "fortsatta"), (_PLANNED, _PLANNED)),
)
_USUAL = (_DONE, _HOW_IT_WENT, _CHALLENGES)
_COMMENTS = (
    "",
    "",
    "Arbetet pågår.",
    "Beslutades i det länsgemensamma forumet under våren.",
    "Se även handlingsplanen.",
)
_MOST_PEOPLE = 400


def text_of(question: Question, *words: object) -> str:
    """Return what is written in answer to a question; ``words`` say by whom."""
    asked = question.text.lower()
    banks = next((banks for topics, banks in _TOPICS if any(one in asked for one in topics)), _USUAL)
    found = [bank[number(len(bank), question.id, place, *words)] for place, bank in enumerate(banks)]
    return " ".join(dict.fromkeys(found))


def answer_of(question: Question, grants: Mapping[str, int], *words: object) -> Answer:
    """Return an answer to a question, of its kind; ``grants`` are the sums that are reported, by id."""
    comment = _COMMENTS[number(len(_COMMENTS), "comment", question.id, *words)] if question.comment else ""
    options = [option.id for option in question.options]
    chosen = options[number(len(options), "option", question.id, *words)] if options else ""
    match question.kind:
        case "choice":
            return Chosen(option=chosen, comment=comment)
        case "choices":
            several = tuple(one for one in options if number(2, "marked", question.id, one, *words)) or (chosen,)
            most = question.limits.most_chosen if question.limits else None
            return ChosenSeveral(options=several[:most], comment=comment)
        case "number":
            return Counted(number=Fraction(1 + number(40, "number", question.id, *words)), comment=comment)
        case "amount":
            return AmountStated(amount=sum(grants.values()), comment=comment)
        case "amount-by-grant":
            return AmountsByGrant(amounts=dict(grants), comment=comment)
        case "number-by-sex":
            rows = [row.id for row in question.rows] or [""]
            return NumbersBySex(
                rows={
                    row: NumberBySex(
                        women=number(_MOST_PEOPLE, "women", question.id, row, *words),
                        men=number(_MOST_PEOPLE, "men", question.id, row, *words),
                    )
                    for row in rows
                },
                comment=comment,
            )
    return WrittenAnswer(text=text_of(question, *words))
