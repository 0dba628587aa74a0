"""Every amount can be explained, for every kind of rule, in words, as data and as a waterfall."""

import json
from fractions import Fraction
from string import Formatter

from hypothesis import given, settings

from naravard.agreement.model import (
    Agreement,
    Base,
    Condition,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    MixPart,
    Proportional,
    Rounding,
    Rule,
    Text,
    TextRule,
)
from naravard.allocation import allocate
from naravard.allocation.explanation import Explanation, explain
from naravard.allocation.sentences import SENTENCES
from small_agreements import agreement, earmark, grant, key, override
from strategies import agreements

KEYS = (
    key("folk", {"01": 500, "03": 300, "04": 150, "05": 51}, name="Befolkning"),
    key("fore", {"01": 10, "03": 20, "04": 30, "05": 1}, unit="veckor"),
    key("efter", {"01": 40, "03": 10, "04": 40, "05": 2}, unit="veckor"),
)
FOLK = Proportional(key="folk")
APPLIED = Text("Har ansökt", "Has applied")


def explained(rule: Rule, code: str = "01", *, amount: int = 1000, **changes: object) -> Explanation:
    """Explain one recipient's amount by a rule."""
    made = agreement(grant(rule, amount, **changes), keys=KEYS)  # type: ignore[arg-type]
    return explain(allocate(made), "medel", code)


def table(**amounts: int) -> Fixed:
    """Make fixed amounts, nothing to those who are not named."""
    return Fixed(amounts=dict.fromkeys(("01", "03", "04", "05"), 0) | amounts)


def words(explanation: Explanation, language: str = "sv") -> str:
    """Return all sentences, with plain spaces."""
    return " ".join(line.text.in_language(language) for line in explanation.lines).replace("\u00a0", " ")


def kinds(explanation: Explanation) -> list[str]:
    return [line.kind for line in explanation.lines]


@settings(max_examples=40)  # each explains a whole agreement
@given(agreements())
def test_every_amount_of_every_agreement_is_explained(made: Agreement) -> None:
    allocation = allocate(made)
    for granted in allocation.grants:
        for earmark_id in (None, *(earmarked.earmark.id for earmarked in granted.earmarks)):
            cells = granted.cells if earmark_id is None else granted.earmark(earmark_id).cells
            for cell in cells[:3]:
                explanation = explain(allocation, granted.grant.id, cell.recipient.code, earmark=earmark_id)
                check_waterfall(explanation)
                assert all(line.text.sv and line.text.en for line in explanation.lines)
                assert not any("{" in line.text.sv + line.text.en for line in explanation.lines)
                assert json.loads(json.dumps(explanation.as_data()))["amount"] == cell.binding


def check_waterfall(explanation: Explanation) -> None:
    """The bars hang together: from the pot down to the exact amount, built up again, and on to the krona."""
    bars = explanation.waterfall
    cell = explanation.cell
    assert all(bar.end == bar.start + bar.value for bar in bars)
    assert bars[0].value == explanation.subject.pot
    level = bars[0].end
    for bar in bars[1:]:
        if bar.kind == "fall":
            assert bar.start == level
            level = bar.end
    assert level == cell.exact
    parts = [bar for bar in bars if bar.kind == "part"]
    assert sum((bar.value for bar in parts), Fraction(0)) == cell.exact
    changes = [bar for bar in bars if bar.kind == "change"]
    assert changes[0].start == cell.exact
    assert changes[-1].end == bars[-1].value == explanation.amount


def test_a_key_a_value_a_total_a_share_a_source_and_a_clause() -> None:
    explanation = explained(FOLK, "05")
    line = next(line for line in explanation.lines if line.kind == "proportional")
    assert line.text.sv.replace("\u00a0", " ") == (
        "1 000 kr fördelas efter nyckeln ”Befolkning”. Region Delta har 51 av tillsammans 1 001 invånare, alltså "
        "5,0949 %. Det ger 50,9490… kr."
    )
    assert "Region Delta has 51 of a total of 1 001" in words(explanation, "en")
    assert "5.0949%. That gives 50.9490… kr" in words(explanation, "en")
    assert line.source == Text("Påhittade tal, 2021-11-01", "Invented numbers, 2021-11-01")
    assert line.clause == "8"
    data = explanation.as_data()
    assert data["exact"] == {"fraction": "51000/1001", "decimal": "50.949050…"}
    assert data["step"]["figures"]["share"]["fraction"] == "51/1001"  # type: ignore[index]
    assert data["keys"][0]["reference_date"] == "2021-11-01"  # type: ignore[index]


def test_what_the_rounding_did_and_the_rank() -> None:
    raised, kept = explained(FOLK, "05"), explained(FOLK, "01")
    assert "Resten för Region Delta är 0,9490… kr och har plats 1 av 4. Beloppet höjs därför med 1 krona." in words(
        raised
    )
    assert "har plats 4 av 4. Beloppet höjs därför inte." not in words(raised)
    assert kept.cell.rank > kept.subject.raised_count
    assert "Beloppet höjs därför inte. Det beräknade beloppet är 499 kr." in words(kept)


def test_an_override_is_told_with_its_reason_and_clause() -> None:
    made = agreement(grant(FOLK), keys=KEYS, overrides=(override("01", -1), override("03", 1)))
    explanation = explain(allocate(made), "medel", "03")
    assert "Det undertecknade beloppet är 1 krona högre än det beräknade: 301 kr i stället för 300 kr." in words(
        explanation
    )
    assert "Kronan flyttades för hand." in words(explanation)
    assert explanation.lines[-1].clause == "bilaga 4"
    assert (explanation.amount, explanation.cell.computed) == (301, 300)


def test_a_departure_from_the_text_is_told() -> None:
    text_rule = TextRule(clause="9", quote="Medlen fördelas lika.", rule=table(**{"01": 1000}))
    explanation = explained(FOLK, text_rule=text_rule)
    assert "”Medlen fördelas lika.” Enligt texten fördelas pengarna med fasta belopp. Här fördelas de efter" in words(
        explanation
    )
    assert explanation.lines[-1].clause == "9"


def test_each_kind_of_rule_has_its_sentences() -> None:
    half = Fraction(1, 2)
    mix = Mix(
        parts=(MixPart(weight=half, key="folk"), MixPart(weight=half, rule=Increase(before="fore", after="efter")))
    )
    rule = Base(amount=10, remainder=mix)
    told = words(explained(rule))
    assert (
        "Varje mottagare får först ett grundbelopp på 10 kr. Till 4 mottagare blir det 40 kr, och 960 kr återstår."
        in told
    )
    assert "Del 2 är 50 % av 960 kr, alltså 480 kr." in told
    assert "Region Alfa har ökat från 10 till 40 veckor, alltså med 30 av tillsammans 41." in told
    assert "Det är ingen ökning, och en minskning räknas som noll. Det ger 0 kr." in words(explained(rule, "03"))
    assert "Beloppet är fast och uppgår till 0 kr." in words(explained(table(**{"03": 1000})))


def test_a_condition_is_told_to_those_who_meet_it_and_those_who_do_not() -> None:
    left = Condition(name=APPLIED, rule=FOLK, money="left", not_met=("03",))
    shared = Condition(name=APPLIED, rule=FOLK, money="shared", not_met=("03",))
    assert "uppfyller villkoret ”Har ansökt”. De som inte gör det får inget" in words(explained(left))
    assert "Det som annars hade blivit 299,7002… kr fördelas inte till någon." in words(explained(left, "03"))
    assert "Pengarna fördelas mellan de 3 mottagare som gör det." in words(explained(shared))
    assert kinds(explained(shared, "03"))[:3] == ["amount", "pot", "unmet-shared"]
    assert "Av hela beloppet fördelas 300 kr inte till någon." in words(explained(left))


def test_limits_are_told_by_where_the_amount_lies() -> None:
    rule = Limits(rule=FOLK, least=100, most=400)
    assert "Ingen mottagare ska få mer än 400 kr. Före gränserna är beloppet 499,5004… kr" in words(explained(rule))
    assert "Ingen mottagare ska få mindre än 100 kr." in words(explained(rule, "05"))
    assert "Den som ligger mellan gränserna behåller sin proportion" in words(explained(rule, "03"))
    assert "ändras inte av dem" in words(explained(Limits(rule=FOLK, most=600)))
    outside = Limits(rule=Condition(name=APPLIED, rule=FOLK, money="shared", not_met=("03",)), least=100)
    assert "gäller bara dem som deltar" in words(explained(outside, "03"))


def test_earmarks_are_told() -> None:
    made = agreement(grant(FOLK, earmarks=(earmark(200, table(**{"01": 200})), earmark(300, None, "andel"))), keys=KEYS)
    allocation = allocate(made)
    told = words(explain(allocation, "medel", "01"))
    assert "Av hela beloppet fördelas 200 kr till ”Varav” efter en egen regel." in told
    assert "Resten, 800 kr, fördelas efter beloppets egen regel." in told
    own = explain(allocation, "medel", "03", earmark="andel")
    assert "Det avsatta beloppet följer ”Medel”: Region Beta får 239,7602… kr av 800 kr, alltså 29,9700 %" in words(own)
    check_waterfall(own)


def test_an_earmark_that_finds_no_room_is_told() -> None:
    """The grant gives the first two nothing, so the krona set aside for them cannot be given."""
    codes = [f"{number:02}" for number in range(1, 13)]
    for_ten = key("folk", {code: 0 if code in ("01", "02") else 9 for code in codes})
    for_two = key("tva", {code: 1 if code in ("01", "02") else 0 for code in codes})
    set_aside = (earmark(1, Proportional(key="tva")),)
    names = {code: f"Region {code}" for code in codes}
    allocation = allocate(agreement(grant(FOLK, 10, earmarks=set_aside), keys=(for_ten, for_two), names=names))
    told = [words(explain(allocation, "medel", code, earmark="varav")) for code in ("01", "02")]
    assert "har plats 1 av 12, men beloppet höjs inte, eftersom det avsatta då skulle bli mer än det hela" in told[0]
    assert "har plats 2 av 12. Beloppet höjs därför inte." in told[1]


def test_a_krona_that_went_to_the_next_in_turn_is_told() -> None:
    """The first has no room for the krona set aside; the second, with a smaller remainder, has."""
    codes = [f"{number:02}" for number in range(1, 12)]
    for_ten = key("folk", {code: 0 if code == "01" else 9 for code in codes})
    for_two = key("tva", dict.fromkeys(codes, 0) | {"01": 3, "02": 1})
    set_aside = (earmark(1, Proportional(key="tva")),)
    names = {code: f"Region {code}" for code in codes}
    allocation = allocate(agreement(grant(FOLK, 10, earmarks=set_aside), keys=(for_ten, for_two), names=names))
    explanation = explain(allocation, "medel", "02", earmark="varav")
    assert explanation.amount == 1
    assert "Beloppet höjs med 1 krona, eftersom någon med större rest redan har hela sitt belopp avsatt." in words(
        explanation
    )


def test_brought_numbers_are_told() -> None:
    made = agreement(grant(FOLK), keys=KEYS)
    numbers = {code: Fraction(1) for code in ("01", "03", "04", "05")}
    explanation = explain(allocate(made, keys={"folk": numbers}), "medel", "01")
    assert kinds(explanation)[-1] == "brought"
    assert "en beräkning och inte det som har undertecknats" in words(explanation)


def test_other_roundings_are_told() -> None:
    cumulative, down = (explained(FOLK, rounding=Rounding(method=method)) for method in ("cumulative", "down"))
    assert "Beloppen läggs samman i kodordning" in words(cumulative)
    assert "Alla belopp avrundas nedåt till hela kronor. Resten för Region Alfa, 0,5004… kr, fördelas inte." in words(
        down
    )
    assert "hela 10 kr" in words(explained(FOLK, rounding=Rounding(unit=10)))
    assert "avrundas inte" in words(explained(table(**{"01": 1000})))


def test_a_rest_below_the_unit_is_told() -> None:
    told = words(explained(FOLK, rounding=Rounding(unit=1_000), amount=1_999 // 2))
    assert "Det som då återstår är mindre än 1 000 kr och fördelas inte." in told
    assert "Av hela beloppet fördelas 999 kr inte till någon." in told


def test_a_single_recipient_is_told_so() -> None:
    made = agreement(grant(Equal(), 53), names={"01": "Förbundet"})
    assert "Förbundet är ensam mottagare och får 53 kr." in words(explain(allocate(made), "medel", "01"))


def test_of_several_overrides_all_reasons_are_told() -> None:
    moved = (override("01", -1), override("01", -1), override("03", 2))
    made = agreement(grant(FOLK), keys=KEYS, overrides=moved)
    assert words(explain(allocate(made), "medel", "01")).count("Kronan flyttades för hand.") == 2


def test_a_note_on_the_rule_is_told() -> None:
    noted = Proportional(key="folk", clause="9", note=Text("Kolumnen följer befolkningen.", "By population."))
    explanation = explained(noted)
    assert next(line for line in explanation.lines if line.kind == "note").clause == "9"


def test_both_languages_tell_the_same_figures() -> None:
    for kind, sentence in SENTENCES.items():
        told = [{name for _, name, _, _ in Formatter().parse(text)} for text in (sentence.sv, sentence.en)]
        assert told[0] == told[1], kind
