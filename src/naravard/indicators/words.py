"""What the items of an indicator's file are called, told to the agreement's reader of such files, in both languages."""

from pathlib import Path

from naravard.agreement.field_words import WORDS_ELSEWHERE
from naravard.agreement.labels import LABELS_ELSEWHERE
from naravard.agreement.model import Text
from naravard.indicators import model

WORDS = Path(__file__).with_name("field_words.toml")
LABELS: dict[type, Text] = {
    model.Indicator: Text("måttet", "the indicator"),
    model.IndicatorSource: Text("källan", "the source"),
    model.MeasuringMethod: Text("mätsättet", "the method"),
    model.IndicatorValue: Text("värdet", "the value"),
    model.MeasuredGoal: Text("målet som mäts", "the goal that is measured"),
    model.OtherGoal: Text("någon annans mål", "someone else's goal"),
    model.EarlierIndicator: Text("det tidigare måttet", "the earlier indicator"),
}


def tell() -> None:
    """Let findings and the format's documentation name the items of indicators; told twice is told once."""
    LABELS_ELSEWHERE.update(LABELS)
    if WORDS not in WORDS_ELSEWHERE:
        WORDS_ELSEWHERE.append(WORDS)
