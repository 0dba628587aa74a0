"""What all items of the format share: texts in two languages, short names, references, whole kronor."""

from typing import Annotated

from msgspec import Meta, Struct


def about(text: str) -> Meta:
    """Describe a field for the JSON Schema and the format's documentation."""
    return Meta(description=text)


def filled(text: str) -> Meta:
    """Describe a field that the loader fills from another file; it may not be written in YAML."""
    return Meta(description=text, extra={"filled_by": "loader"})


def reference(kind: str, text: str) -> Meta:
    """Describe a text that names another item: the linter checks that an item of this ``kind`` has that id."""
    return Meta(description=text, extra={"refers_to": kind})


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Swedish, with English when there is one. In YAML: a plain string, or ``{sv: …, en: …}``."""

    sv: Annotated[str, about("The text in Swedish.")]
    en: Annotated[str, about("The text in English; the Swedish is shown where it is missing.")] = ""

    def in_language(self, language: str) -> str:
        """Return the text in ``language`` (``"sv"`` or ``"en"``), in Swedish where English is missing."""
        return self.en if language == "en" and self.en else self.sv


Identifier = Annotated[
    str,
    Meta(description="A short name of small letters a–z, digits and hyphens.", extra={"holds": "identifier"}),
]
Decimals = Annotated[int, Meta(description="With how many decimals it is reported at most.", ge=0)]
Kronor = Annotated[int, Meta(description="Whole kronor.", ge=0, extra={"holds": "kronor"})]
ClauseId = Annotated[
    str, reference("clause", 'The clause it rests on, as the text numbers it: "9", "3.4.1", "bilaga 4".')
]
GroupId = Annotated[
    str,
    reference("group", "A group of recipients: regions, rss, municipalities, skr, or one declared under recipients."),
]
ActorId = Annotated[str, reference("actor", "A group of recipients or an organisation.")]
OrganisationId = Annotated[str, reference("organisation", "An organisation, built in or declared under organisations.")]
AreaId = Annotated[str, reference("area", "An area declared under areas.")]
KeyId = Annotated[str, reference("key", "A key declared under keys.")]
GrantId = Annotated[str, reference("grant", "A grant declared under grants.")]
DutyId = Annotated[str, reference("duty", "A duty declared under duties.")]
ReferenceNumberId = Annotated[
    str, reference("reference-number", "A reference number declared under reference_numbers.")
]
RequirementId = Annotated[str, reference("requirement", "A requirement declared under requirements.")]


class Quote(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of the agreement and where they stand."""

    clause: ClauseId
    text: str


Quotes = Annotated[tuple[Quote, ...], about("Where the text says it, or says it once more, quoted exactly.")]
