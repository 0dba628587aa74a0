"""The sentences that explain an amount, in Swedish and English, all in one place so that they can be read together.

A name in braces is filled with a number or a name; :func:`say` writes numbers in the form of each language.
"""

from fractions import Fraction
from functools import lru_cache

from naravard.agreement.model import Text
from naravard.agreement.wording import exact, exact_kronor, kronor, per_cent

Value = str | Text
"""What can be filled in: a word that is the same in both languages, or a text in two."""

SENTENCES = {
    "amount": Text("{name} får {amount} av ”{grant}”.", "{name} receives {amount} of “{grant}”."),
    "amount-earmark": Text(
        "Av det som {name} får av ”{grant}” är {amount} avsatt till ”{earmark}”.",
        "Of what {name} receives of “{grant}”, {amount} is set aside for “{earmark}”.",
    ),
    "amount-onward": Text(
        "{name} får {amount} av ”{grant}”, ur den summa som betalas till {county}.",
        "{name} receives {amount} of “{grant}”, out of the sum paid to {county}.",
    ),
    "pot": Text(
        "Hela beloppet är {pot}. Antal mottagare: {count}.", "The whole sum is {pot}. Number of recipients: {count}."
    ),
    "pot-earmark": Text(
        "Det avsatta beloppet är {pot}. Antal mottagare: {count}.",
        "The sum set aside is {pot}. Number of recipients: {count}.",
    ),
    "pot-onward": Text(
        "{county} har {pot} att dela ut. Antal mottagare i länet: {count}.",
        "{county} has {pot} to share out. Number of recipients in the county: {count}.",
    ),
    "follows-grant": Text(
        "Det avsatta beloppet följer ”{grant}”: {name} får {grant_amount} av {grant_pot}, alltså {share}, och får "
        "samma andel av {pot}. Det ger {result}.",
        "The sum set aside follows “{grant}”: {name} receives {grant_amount} of {grant_pot}, that is {share}, and "
        "receives the same share of {pot}. That gives {result}.",
    ),
    "earmark-aside": Text(
        "Av hela beloppet fördelas {pot} till ”{earmark}” efter en egen regel.",
        "Of the whole sum, {pot} is shared out for “{earmark}” by a rule of its own.",
    ),
    "earmark-rest": Text(
        "Resten, {pot}, fördelas efter beloppets egen regel.", "The rest, {pot}, is shared out by the grant's own rule."
    ),
    "earmark-sum": Text(
        "Tillsammans med det avsatta blir det {result}.", "Together with what is set aside that makes {result}."
    ),
    "proportional": Text(
        "{pot} fördelas efter nyckeln ”{key}”. {name} har {value} av tillsammans {total}{unit}, alltså {share}. "
        "Det ger {result}.",
        "{pot} is shared out by the key “{key}”. {name} has {value} of a total of {total}{unit}, that is {share}. "
        "That gives {result}.",
    ),
    "equal": Text(
        "{pot} delas lika mellan {count} mottagare. Det ger {result} till var och en.",
        "{pot} is shared equally among {count} recipients. That gives {result} to each.",
    ),
    "only-one": Text(
        "{name} är ensam mottagare och får {result}.", "{name} is the only recipient and receives {result}."
    ),
    "mix": Text(
        "{pot} delas upp i {parts} delar med var sin regel. Delarna läggs samman innan något avrundas.",
        "{pot} is divided into {parts} parts with a rule each. The parts are added before anything is rounded.",
    ),
    "mix-part": Text(
        "Del {place} är {weight} av {pot}, alltså {part}.", "Part {place} is {weight} of {pot}, that is {part}."
    ),
    "mix-sum": Text("Delarna blir tillsammans {result}.", "The parts add up to {result}."),
    "base": Text(
        "Varje mottagare får först ett grundbelopp på {base}. Till {count} mottagare blir det {bases}, och {rest} "
        "återstår.",
        "Every recipient first receives a base amount of {base}. For {count} recipients that is {bases}, and {rest} "
        "remains.",
    ),
    "base-sum": Text(
        "Grundbeloppet {base} och {rest} blir tillsammans {result}.",
        "The base amount of {base} and {rest} add up to {result}.",
    ),
    "increase": Text(
        "{pot} fördelas efter hur stor del av hela ökningen som mottagaren står för. {name} har ökat från "
        "{before} till {after}{unit}, alltså med {increase} av tillsammans {total}. Andelen är {share}. Det ger "
        "{result}.",
        "{pot} is shared out by each recipient's part of the total increase. {name} has increased from {before} to "
        "{after}{unit}, that is by {increase} of a total of {total}. The share is {share}. That gives {result}.",
    ),
    "no-increase": Text(
        "{pot} fördelas efter hur stor del av hela ökningen som mottagaren står för. {name} hade {before} "
        "och har nu {after}{unit}. Det är ingen ökning, och en minskning räknas som noll. Det ger {result}.",
        "{pot} is shared out by each recipient's part of the total increase. {name} had {before} and now has {after} "
        "{unit}. That is no increase, and a decrease counts as nothing. That gives {result}.",
    ),
    "fixed": Text("Beloppet är fast och uppgår till {result}.", "The amount is fixed at {result}."),
    "fixed-key": Text(
        "Beloppet är fast enligt ”{key}” och uppgår till {result}.", "The amount is fixed by “{key}” at {result}."
    ),
    "met-left": Text(
        "{name} uppfyller villkoret ”{condition}”. De som inte gör det får inget, och deras del fördelas inte.",
        "{name} meets the condition “{condition}”. Those who do not receive nothing, and their part is not shared out.",
    ),
    "met-shared": Text(
        "{name} uppfyller villkoret ”{condition}”. Pengarna fördelas mellan de {count} mottagare som gör det.",
        "{name} meets the condition “{condition}”. The money is shared among the {count} recipients who do.",
    ),
    "unmet-left": Text(
        "{name} uppfyller inte villkoret ”{condition}” och får därför inget. Det som annars hade blivit {inner} "
        "fördelas inte till någon.",
        "{name} does not meet the condition “{condition}” and so receives nothing. What would have been {inner} is "
        "not shared out to anyone.",
    ),
    "unmet-shared": Text(
        "{name} uppfyller inte villkoret ”{condition}” och får därför inget. Pengarna fördelas mellan de {count} "
        "mottagare som uppfyller det.",
        "{name} does not meet the condition “{condition}” and so receives nothing. The money is shared among the "
        "{count} recipients who do.",
    ),
    "limits-least": Text(
        "Ingen mottagare ska få mindre än {least}. Före gränserna är beloppet {inner}. Med gränserna blir det "
        "{least}, som är det lägsta beloppet.",
        "No recipient is to receive less than {least}. Before the limits the amount is {inner}; with the limits it is "
        "{least}, the least amount.",
    ),
    "limits-most": Text(
        "Ingen mottagare ska få mer än {most}. Före gränserna är beloppet {inner}. Med gränserna blir det {most}, som "
        "är det högsta beloppet.",
        "No recipient is to receive more than {most}. Before the limits the amount is {inner}; with the limits it is "
        "{most}, the greatest amount.",
    ),
    "limits-within": Text(
        "Beloppet ligger inom gränserna ({limits}) och ändras inte av dem.",
        "The amount is within the limits ({limits}) and is not changed by them.",
    ),
    "limits-scaled": Text(
        "Gränserna ({limits}) flyttar pengar mellan mottagarna. Den som ligger mellan gränserna behåller sin "
        "proportion: {inner} gånger {scale} ger {result}.",
        "The limits ({limits}) move money between the recipients. Whoever lies between the limits keeps its "
        "proportion: {inner} times {scale} gives {result}.",
    ),
    "limits-outside": Text(
        "Gränserna ({limits}) gäller bara dem som deltar i fördelningen.",
        "The limits ({limits}) hold only for those who take part.",
    ),
    "rounding-whole": Text(
        "Det exakta beloppet går jämnt upp i {units} och avrundas inte. Det beräknade beloppet är {amount}.",
        "The exact amount is a whole number of {units} and is not rounded. The computed amount is {amount}.",
    ),
    "rounding-raised": Text(
        "Alla belopp avrundas först nedåt till {units}. Då återstår {spare}, som läggs på de största resterna. Resten "
        "för {name} är {remainder} och har plats {rank} av {count}. Beloppet höjs därför med {raised}. Det beräknade "
        "beloppet är {amount}.",
        "All amounts are first rounded down to {units}. The remaining {spare} goes to the largest remainders. "
        "The remainder of {name} is {remainder}, number {rank} of {count}. The amount is therefore raised by "
        "{raised}. The computed amount is {amount}.",
    ),
    "rounding-raised-instead": Text(
        "Alla belopp avrundas först nedåt till {units}. Då återstår {spare}, som läggs på de största resterna. Resten "
        "för {name} är {remainder} och har plats {rank} av {count}. Beloppet höjs med {raised}, eftersom någon med "
        "större rest redan har hela sitt belopp avsatt. Det beräknade beloppet är {amount}.",
        "All amounts are first rounded down to {units}. The remaining {spare} goes to the largest remainders. "
        "The remainder of {name} is {remainder}, number {rank} of {count}. The amount is raised by {raised}, since "
        "someone with a larger remainder already has its whole amount set aside. The computed amount is {amount}.",
    ),
    "rounding-kept": Text(
        "Alla belopp avrundas först nedåt till {units}. Då återstår {spare}, som läggs på de största resterna. Resten "
        "för {name} är {remainder} och har plats {rank} av {count}. Beloppet höjs därför inte. Det beräknade beloppet "
        "är {amount}.",
        "All amounts are first rounded down to {units}. The remaining {spare} goes to the largest remainders. "
        "The remainder of {name} is {remainder}, number {rank} of {count}. The amount is therefore not raised. The "
        "computed amount is {amount}.",
    ),
    "rounding-none-left": Text(
        "Alla belopp avrundas nedåt till {units}. Det som då återstår är mindre än {unit} och fördelas inte. Det "
        "beräknade beloppet är {amount}.",
        "All amounts are rounded down to {units}. What is then left is less than {unit} and is not shared out. The "
        "computed amount is {amount}.",
    ),
    "rounding-passed-over": Text(
        "Alla belopp avrundas först nedåt till {units}. Då återstår {spare}, som läggs på de största resterna. Resten "
        "för {name} är {remainder} och har plats {rank} av {count}, men beloppet höjs inte, eftersom det avsatta då "
        "skulle bli mer än det hela. Det beräknade beloppet är {amount}.",
        "All amounts are first rounded down to {units}. The remaining {spare} goes to the largest remainders. "
        "The remainder of {name} is {remainder}, number {rank} of {count}, but the amount is not raised, since what is "
        "set aside would then be more than the whole. The computed amount is {amount}.",
    ),
    "rounding-cumulative": Text(
        "Beloppen läggs samman i kodordning, och den löpande summan avrundas till {units}. Skillnaden mellan två "
        "avrundade summor är mottagarens belopp. För {name}, med resten {remainder}, är det beräknade beloppet "
        "{amount}.",
        "The amounts are added in the order of the codes, and the running total is rounded to {units}. The difference "
        "between two rounded totals is the recipient's amount. For {name}, with the remainder {remainder}, the "
        "computed amount is {amount}.",
    ),
    "rounding-down": Text(
        "Alla belopp avrundas nedåt till {units}. Resten för {name}, {remainder}, fördelas inte. Det beräknade "
        "beloppet är {amount}.",
        "All amounts are rounded down to {units}. The remainder of {name}, {remainder}, is not shared out. The "
        "computed amount is {amount}.",
    ),
    "moved-from": Text(
        "Delbeloppen får tillsammans inte bli mer än det som {name} får av ”{grant}”. Därför sänks detta med "
        "{moved}, som läggs hos en annan mottagare. Det beräknade beloppet är {amount}.",
        "The parts set aside may together not pass what {name} receives of “{grant}”. This one is therefore lowered by "
        "{moved}, which goes to another recipient. The computed amount is {amount}.",
    ),
    "moved-to": Text(
        "Delbeloppen ska tillsammans rymmas i det som var och en får av ”{grant}”. Där finns det plats för mer hos "
        "{name}. Därför höjs detta med {moved}. Det beräknade beloppet är {amount}.",
        "The parts set aside must together fit in what each receives of “{grant}”. {name} has room for more. This one "
        "is therefore raised by {moved}. The computed amount is {amount}.",
    ),
    "signed-parts": Text(
        "Det undertecknade beloppet av ”{grant}” är ett annat än det beräknade. För att delbeloppen ska rymmas i "
        "det är detta {change} {direction}: {binding}.",
        "The signed amount of “{grant}” differs from the computed. So that the parts set aside fit in it, this one is "
        "{change} {direction}: {binding}.",
    ),
    "unallocated": Text(
        "Av hela beloppet fördelas {amount} inte till någon.", "Of the whole sum, {amount} is not shared out to anyone."
    ),
    "override-higher": Text(
        "Det undertecknade beloppet är {change} högre än det beräknade: {binding} i stället för {computed}. {reason}",
        "The signed amount is {change} higher than the computed: {binding} instead of {computed}. {reason}",
    ),
    "override-lower": Text(
        "Det undertecknade beloppet är {change} lägre än det beräknade: {binding} i stället för {computed}. {reason}",
        "The signed amount is {change} lower than the computed: {binding} instead of {computed}. {reason}",
    ),
    "departure": Text(
        "Texten anger en annan fördelning än den som används här: {quote} Enligt texten fördelas pengarna {rule}. "
        "Här fördelas de {used}.",
        "The text states a different allocation from the one used here: {quote} By the text the money is shared out "
        "{rule}. Here it is shared out {used}.",
    ),
    "brought": Text(
        "Talen i nyckeln ”{key}” är inte överenskommelsens, utan har angetts särskilt. Beloppet är därför en beräkning "
        "och inte det som har undertecknats.",
        "The numbers of the key “{key}” are not the agreement's but were brought separately. The amount is therefore "
        "a computation, not what was signed.",
    ),
}


def say(kind: str, **values: Value) -> Text:
    """Fill a sentence in both languages."""
    sentence = SENTENCES[kind]
    swedish, english = {}, {}
    for name, value in values.items():
        if isinstance(value, str):
            swedish[name] = english[name] = value
        else:
            swedish[name], english[name] = value.sv, value.en or value.sv
    return Text(sentence.sv.format_map(swedish), sentence.en.format_map(english))


def money(amount: Fraction) -> Value:
    """Write exact kronor."""
    return _both(exact_kronor(amount))


def number(amount: Fraction) -> Value:
    """Write a plain number."""
    return _both(exact(amount))


def factor(amount: Fraction) -> Value:
    """Write a factor, with six decimals."""
    return _both(exact(amount, places=6))


def share(part: Fraction) -> Value:
    """Write a share as per cent, with four decimals."""
    swedish = per_cent(part, 4)
    return Text(swedish, swedish.replace(",", ".").replace("\u00a0%", "%"))


def weight(part: Fraction) -> Value:
    """Write the weight of a part of a mix."""
    return Text(weight_in_words(part, "sv"), weight_in_words(part, "en"))


@lru_cache(maxsize=64)
def weight_in_words(part: Fraction, language: str) -> str:
    """Write a weight as per cent where that is exact, otherwise as a fraction: ``50 %``, ``1/3``."""
    for places in (0, 1):
        if (part * 100 * 10**places).denominator == 1:
            return per_cent(part, places, language)
    return str(part)


def units(unit: int) -> Text:
    """Name what is rounded to: ``hela kronor``, ``hela 1 000 kr``."""
    if unit == 1:
        return Text("hela kronor", "whole kronor")
    return Text(f"hela {kronor(unit)}", f"whole {kronor(unit)}")


def _both(swedish: str) -> Value:
    """Return a number written in both languages; digits are grouped the same way, so only the comma differs."""
    return Text(swedish, swedish.replace(",", ".")) if "," in swedish else swedish
