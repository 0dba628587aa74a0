"""The annotations of an agreement's text in words: what a sentence became, or why it became nothing."""

from collections.abc import Callable
from typing import Any, cast

from msgspec import Struct

from naravard.agreement.actors import actors_in_words
from naravard.agreement.annotations import Annotated, Annotation, AnnotationKind
from naravard.agreement.labels import LEVEL_WORDS
from naravard.agreement.model import (
    Agreement,
    AmendmentChange,
    Area,
    Duty,
    Earmark,
    Goal,
    Grant,
    LeftOut,
    Mandate,
    Paper,
    PublishedTable,
    ReferenceNumber,
    Remark,
    Requirement,
    Text,
    Total,
)
from naravard.agreement.wording import day, kronor
from naravard.documents.amendment_words import change_in_words

LABELS: dict[AnnotationKind, Text] = {
    "requirement": Text("Krav", "Requirement"),
    "duty": Text("Skyldighet", "Duty"),
    "date": Text("Datum", "Date"),
    "goal": Text("Mål", "Goal"),
    "sum": Text("Belopp", "Amount"),
    "area": Text("Område", "Area"),
    "rule": Text("Fördelning", "Allocation"),
    "key": Text("Fördelningsnyckel", "Allocation key"),
    "annex": Text("Bilaga med belopp", "Annex with amounts"),
    "paper": Text("Handling", "Paper"),
    "mandate": Text("Vem som gör vad", "Who does what"),
    "reference-number": Text("Diarienummer", "Reference number"),
    "party": Text("Part", "Party"),
    "amendment": Text("Ändring", "Change"),
    "remark": Text("Anmärkning på texten", "Remark on the text"),
    "left-out": Text("Utelämnat", "Left out"),
}
"""What each kind is called beside the text."""

REASONS = {
    "aim": Text(
        "Vad som eftersträvas. Vem som ska göra vad står på andra ställen.",
        "What is striven for; who must do what stands elsewhere.",
    ),
    "background": Text("Beskriver eller förklarar.", "Describes or explains."),
    "form": Text("Försättsblad, innehåll, rubrik eller hänvisning.", "Title page, contents, heading or reference."),
    "law": Text("Säger vad en lag redan kräver.", "States what a law demands already."),
    "need": Text("Säger vad som behövs, utan att någon åläggs det.", "Says what is needed, laid on no one."),
    "others": Text("Gäller någon som överenskommelsen inte binder.", "Concerns someone the agreement does not bind."),
    "past": Text("Gäller en tidigare överenskommelse.", "Concerns an earlier agreement."),
    "scope": Text(
        "Säger vad överenskommelsen omfattar eller vad dess ord betyder.",
        "Says what the agreement covers, or what its words mean.",
    ),
}
"""Why something was left out, as a sentence."""

NOT_ACCOUNTED_FOR = Text(
    "Varken något i överenskommelsens data eller utelämnat med skäl.",
    "Neither anything in the agreement's data nor left out with a reason.",
)

_DOES = {
    "fixes": Text("fastställer vad var och en får", "fixes what each receives"),
    "extends": Text("kan ge mer tid", "can give more time"),
    "pays": Text("betalar ut", "pays"),
    "reclaims": Text("beslutar om återkrav", "decides on reclaims"),
    "shares": Text("fastställer medel efter redovisade tal", "fixes money shared by reported numbers"),
}


class AnnotationNote(Struct, frozen=True, kw_only=True):
    """What stands beside a passage of the text."""

    kind: AnnotationKind
    label: Text
    words: Text
    more: tuple[Text, ...] = ()
    """What a reader who is to approve it needs to know too, a sentence each."""


def notes_of(agreement: Agreement, passage: Annotated) -> tuple[AnnotationNote, ...]:
    """Return what stands beside a passage, in the order of its annotations."""
    return tuple(note_of(agreement, one) for one in passage.annotations)


def note_of(agreement: Agreement, annotation: Annotation) -> AnnotationNote:
    """Return what an annotation says."""
    words = _WORDS[annotation.kind](agreement, annotation)
    return AnnotationNote(
        kind=annotation.kind,
        label=LABELS[annotation.kind],
        words=words,
        more=_more(annotation),
    )


def _more(annotation: Annotation) -> tuple[Text, ...]:
    item = annotation.item
    if annotation.kind in ("date", "rule"):
        return ()
    if isinstance(item, Remark):
        return item.found, item.follows
    only_if = (item.only_if,) if isinstance(item, Duty) else ()
    note = getattr(item, "note", None)
    return tuple(text for text in (*only_if, note) if text is not None)


def _requirement(agreement: Agreement, annotation: Annotation) -> Text:
    item = cast(Requirement, annotation.item)
    level, who = LEVEL_WORDS[item.level], actors_in_words(agreement, item.who, acting=True)
    extra = Text("", "")
    if item.condition:
        extra = Text(", villkor för medel", "; a condition for the money")
    elif item.limit:
        extra = Text(". Gräns för ett annat krav", "; a limit to another requirement")
    return Text(f"{who.sv}: {level.sv}{extra.sv}", f"{who.in_language('en')}: {level.in_language('en')}{extra.en}")


def _duty(agreement: Agreement, annotation: Annotation) -> Text:
    item = cast(Duty, annotation.item)
    who = actors_in_words(agreement, item.who, acting=True)
    due = (
        Text(f", senast {day(item.due)}", f", by {day(item.due)}")
        if item.due
        else Text(", utan dag", ", without a day")
    )
    return Text(
        f"{item.name.sv} ({who.sv}{due.sv})", f"{item.name.in_language('en')} ({who.in_language('en')}{due.en})"
    )


def _date(_agreement: Agreement, annotation: Annotation) -> Text:
    item, named = cast("Duty | Goal", annotation.item), annotation.day
    when = day(named) if named is not None else ""
    return Text(f"{when}: {item.name.sv}", f"{when}: {item.name.in_language('en')}")


def _sum(_agreement: Agreement, annotation: Annotation) -> Text:
    item = annotation.item
    if isinstance(item, Total):
        return Text(f"Hela överenskommelsen: {kronor(item.amount)}", f"The whole agreement: {kronor(item.amount)}")
    name, amount = cast("Grant | Earmark", item).name, cast("Grant | Earmark", item).amount
    of = Text("varav ", "of which ") if isinstance(item, Earmark) else Text("", "")
    return Text(f"{of.sv}{name.sv}: {kronor(amount)}", f"{of.en}{name.in_language('en')}: {kronor(amount)}")


def _area(_agreement: Agreement, annotation: Annotation) -> Text:
    item = cast(Area, annotation.item)
    if item.amount is None:
        return item.name
    return Text(f"{item.name.sv}: {kronor(item.amount)}", f"{item.name.in_language('en')}: {kronor(item.amount)}")


def _mandate(agreement: Agreement, annotation: Annotation) -> Text:
    item = cast(Mandate, annotation.item)
    name, does = item.name or agreement.actor_name(item.who), _DOES[item.does]
    return Text(f"{name.sv} {does.sv}", f"{name.in_language('en')} {does.en}")


def _number(_agreement: Agreement, annotation: Annotation) -> Text:
    item = cast(ReferenceNumber, annotation.item)
    number = Text(item.number, item.number) if item.number else Text("anges inte i texten", "not stated in the text")
    return Text(f"{item.name.sv}: {number.sv}", f"{item.name.in_language('en')}: {number.en}")


def _change(agreement: Agreement, annotation: Annotation) -> Text:
    return change_in_words(agreement, cast(AmendmentChange, annotation.item))


def _left_out(_agreement: Agreement, annotation: Annotation) -> Text:
    return REASONS[cast(LeftOut, annotation.item).reason]


def _named(_agreement: Agreement, annotation: Annotation) -> Text:
    return cast("Goal | Grant | Paper | PublishedTable | Remark", annotation.item).name


_WORDS: dict[AnnotationKind, Callable[[Agreement, Annotation], Any]] = {
    "requirement": _requirement,
    "duty": _duty,
    "date": _date,
    "goal": _named,
    "sum": _sum,
    "area": _area,
    "rule": _named,
    "key": _named,
    "annex": _named,
    "paper": _named,
    "mandate": _mandate,
    "reference-number": _number,
    "party": _named,
    "amendment": _change,
    "remark": _named,
    "left-out": _left_out,
}
