"""What the items of a form's file are called, told to the agreement's reader of such files, in both languages."""

from pathlib import Path

from naravard.agreement.field_words import WORDS_ELSEWHERE
from naravard.agreement.labels import LABELS_ELSEWHERE
from naravard.agreement.model import Text
from naravard.questionnaire import model

WORDS = Path(__file__).with_name("field_words.toml")
LABELS: dict[type, Text] = {
    model.Questionnaire: Text("formuläret", "the form"),
    model.StandingChange: Text("steget", "the step"),
    model.QuestionnairePart: Text("delen av formuläret", "the part of the form"),
    model.PrintedQuotation: Text("citatet", "the quotation"),
    model.Question: Text("frågan", "the question"),
    model.AnswerOption: Text("svarsalternativet", "the option"),
    model.AskedIf: Text("villkoret", "the condition"),
    model.AnswerLimits: Text("gränserna", "the limits"),
    model.FormMapping: Text("jämförelsen", "the mapping"),
    model.QuestionLikeness: Text("frågans likhet", "the question's likeness"),
}


def tell() -> None:
    """Let findings and the format's documentation name the items of forms; told twice is told once."""
    LABELS_ELSEWHERE.update(LABELS)
    if WORDS not in WORDS_ELSEWHERE:
        WORDS_ELSEWHERE.append(WORDS)
