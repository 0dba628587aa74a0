"""The small example's form filled in with every kind of answer, for those who write it out and read it in."""

from fractions import Fraction
from pathlib import Path

from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import find
from naravard.agreement.model import Text
from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    Declined,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.load import load
from naravard.questionnaire.model import Questionnaire


def forms_of(folder: Path) -> dict[str, Questionnaire]:
    """The forms of a folder by their ids."""
    return {form.id: form for form in load(AgreementFiles.from_folder(folder), None).questionnaires}


(FORM,) = forms_of(Path(__file__).parents[1] / "docs" / "examples" / "litet-exempel").values()
SHIPPED = forms_of(find("god-och-nara-vard-2022"))
GRANTS = {"hemgang-regioner": Text("Hemgång"), "vardplaner": Text("Vårdplaner")}
REPORT: dict[str, Answer] = {
    "planer": Chosen(option="flertalet", comment="Fem av åtta.\nDe andra 2026."),
    "arbetssatt": ChosenSeveral(options=("mote", "besok")),
    "hembesok": WrittenAnswer(text="Två stycken.\n\n• En punkt < & > ”så”.\n• En till\tmed tabb."),
    "effekter": Declined(reason="Inte mätt."),
    "omfattning": Counted(number=Fraction(725, 10), comment="Av dem som skrevs ut."),
    "utbildade": NumbersBySex(rows={"lakare": NumberBySex(women=0, men=5), "andra": NumberBySex(unknown=3)}),
    "kronor": AmountStated(amount=1_000_000),
    "per-medel": AmountsByGrant(amounts={"hemgang-regioner": 999_999, "vardplaner": 0}),
    "perspektivet": NotOurCare(reason="Förbundet."),
    "bidraget": WrittenAnswer(text="Kvinnor som bor ensamma har fått stöd hemma."),
}
