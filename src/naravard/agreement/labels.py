"""What the format's items are called in findings and documentation, in Swedish and in English."""

from naravard.agreement import model
from naravard.agreement.model import Text

LABELS: dict[type, Text] = {
    model.Agreement: Text("överenskommelsen", "the agreement"),
    model.Text: Text("texten", "the text"),
    model.Period: Text("perioden", "the period"),
    model.Total: Text("totalsumman", "the total"),
    model.Party: Text("parten", "the party"),
    model.Signatory: Text("undertecknaren", "the signatory"),
    model.Mandate: Text("mandatet", "the mandate"),
    model.ReferenceNumber: Text("diarienumret", "the reference number"),
    model.Organisation: Text("organisationen", "the organisation"),
    model.Clause: Text("avsnittet", "the clause"),
    model.Area: Text("området", "the area"),
    model.RecipientGroup: Text("mottagargruppen", "the recipient group"),
    model.AllocationKey: Text("nyckeln", "the key"),
    model.Proportional: Text("regeln", "the rule"),
    model.Equal: Text("regeln", "the rule"),
    model.Mix: Text("regeln", "the rule"),
    model.MixPart: Text("delen av regeln", "the part of the rule"),
    model.Base: Text("regeln", "the rule"),
    model.Increase: Text("regeln", "the rule"),
    model.Fixed: Text("regeln", "the rule"),
    model.Condition: Text("regeln", "the rule"),
    model.Limits: Text("regeln", "the rule"),
    model.Rounding: Text("avrundningen", "the rounding"),
    model.Grant: Text("anslaget", "the grant"),
    model.TextRule: Text("textens regel", "the text's rule"),
    model.Earmark: Text("delbeloppet", "the earmark"),
    model.Onward: Text("den andra nivån", "the second level"),
    model.Override: Text("avvikelsen", "the override"),
    model.PublishedTable: Text("den publicerade tabellen", "the published table"),
    model.PrintedRounding: Text("tabellens avrundning", "the table's rounding"),
    model.PublishedColumn: Text("kolumnen", "the column"),
    model.Requirement: Text("kravet", "the requirement"),
    model.Duty: Text("skyldigheten", "the duty"),
    model.StatedNumber: Text("talet", "the number"),
    model.Goal: Text("målet", "the goal"),
    model.Target: Text("målnivån", "the target"),
    model.Paper: Text("handlingen", "the paper"),
    model.PaperPart: Text("delen av handlingen", "the part of the paper"),
    model.PaperField: Text("fältet i handlingen", "the field of the paper"),
    model.Remark: Text("anmärkningen", "the remark"),
    model.Quote: Text("citatet", "the quotation"),
    model.Amendment: Text("tillägget", "the amendment"),
    model.AmendmentChange: Text("ändringen", "the change"),
    model.LeftOut: Text("det utelämnade", "what is left out"),
}

KINDS: dict[str, Text] = {
    "clause": Text("avsnitt", "section"),
    "group": Text("mottagargrupp", "recipient group"),
    "actor": Text("mottagargrupp eller organisation", "recipient group or organisation"),
    "organisation": Text("organisation", "organisation"),
    "area": Text("område", "area"),
    "key": Text("nyckel", "key"),
    "grant": Text("medel", "grant"),
    "duty": Text("skyldighet", "duty"),
    "requirement": Text("krav", "requirement"),
    "reference-number": Text("diarienummer", "reference number"),
}
"""The kinds of things that a field can refer to."""


LEVEL_WORDS = {"must": Text("ska", "must"), "should": Text("bör", "should"), "may": Text("kan", "may")}
"""A requirement's level in a word."""


LABELS_ELSEWHERE: dict[type, Text] = {}
"""What the items are called of files in the folder that other rooms read; each room writes its own here."""


def label(item: type, item_id: str = "") -> Text:
    """Name an item: ``anslaget ”regioner”``."""
    name = LABELS.get(item) or LABELS_ELSEWHERE.get(item) or Text("posten", "the item")
    return Text(f"{name.sv} ”{item_id}”", f"{name.en} “{item_id}”") if item_id else name
