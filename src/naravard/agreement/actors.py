"""Who something is said of, in words: ``Regionerna och kommunerna``.

A group's name begins small inside a sentence; an organisation's name does not, also where it is a recipient by itself.
"""

from collections.abc import Sequence

from naravard.agreement.model import Agreement, Text
from naravard.agreement.wording import listed

_ACTING = {"rss": Text("RSS", "RSS")}
"""Built-in groups that act under another name than the one money is set aside under: the municipalities receive
through RSS, and it is RSS that reports and requisitions."""


def acting_name(agreement: Agreement, actor: str) -> Text:
    """Return the name of a group or an organisation as the one who does something."""
    return _ACTING.get(actor) or agreement.actor_name(actor)


def names_in_words(
    agreement: Agreement, actors: Sequence[str], *, acting: bool = False, inside: bool = False
) -> tuple[Text, ...]:
    """Return names as a list in a sentence has them.

    Args:
        agreement: whose groups and organisations they are.
        actors: their ids.
        acting: they do something; otherwise they receive money.
        inside: the list stands inside a sentence, so that its first name begins small too.
    """
    groups = {group.id for group in agreement.recipients if [one.code for one in group.members] != [group.id]}
    names = [acting_name(agreement, actor) if acting else agreement.actor_name(actor) for actor in actors]
    return tuple(
        small_first(name) if (place or inside) and actor in groups else name
        for place, (actor, name) in enumerate(zip(actors, names, strict=True))
    )


def actors_in_words(agreement: Agreement, actors: Sequence[str], *, acting: bool = False) -> Text:
    """Return groups and organisations as a sentence lists them."""
    names = names_in_words(agreement, actors, acting=acting)
    return Text(
        listed([name.sv for name in names], "sv"),
        listed([name.in_language("en") for name in names], "en"),
    )


def within_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: with a small first letter, unless it is written in capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def small_first(name: Text) -> Text:
    """Return a name as it stands inside a sentence, in each language that it has."""
    return Text(within_sentence(name.sv), within_sentence(name.en) if name.en else name.en)
