"""A reminder as a mail: what is to be done, for which organisation, by when, and what follows if it is not.

What follows stands in the agreement's own words, with where they stand; where the text says nothing, so does the mail.
"""

import datetime
from dataclasses import dataclass

from naravard.agreement.duties.status import Status
from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference, listed
from naravard.web.mail.links import link
from naravard.web.reminders.due import Bundle, DueDuty
from naravard.web.tasks.words import capital, number

_PASSED = {
    Status.LATE: Text("Försenad", "Late"),
    Status.LAPSED: Text("Rätten har förfallit", "The right has lapsed"),
}
_REMINDER = Text("Påminnelse", "Reminder")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's subject and text, in both languages."""

    subject: Text
    text: Text


def letter(bundle: Bundle) -> Letter:
    """Write the mail about all that someone is reminded of."""
    return Letter(_subject(bundle.items), Text(_text(bundle, "sv"), _text(bundle, "en")))


def _subject(items: tuple[DueDuty, ...]) -> Text:
    if len(items) == 1:
        return _subject_of(items[0])
    count = number(len(items))
    passed = sum(item.reminder.status in _PASSED for item in items)
    if passed == len(items):
        return Text(f"Sista dagen har passerat för {count.sv} saker", f"The last day has passed for {count.en} tasks")
    if passed:
        late = number(passed)
        return Text(
            f"Påminnelse om {count.sv} saker: för {late.sv} har sista dagen passerat",
            f"Reminder of {count.en} tasks: for {late.en} the last day has passed",
        )
    first = min(item.reminder.due for item in items)
    if all(item.reminder.due == first for item in items):
        return Text(f"Påminnelse om {count.sv} saker senast {first}", f"Reminder of {count.en} tasks by {first}")
    return Text(
        f"Påminnelse om {count.sv} saker, den första senast {first}",
        f"Reminder of {count.en} tasks, the first by {first}",
    )


def _subject_of(item: DueDuty) -> Text:
    word, name, organisation = _PASSED.get(item.reminder.status, _REMINDER), item.task.duty.name, _organisation(item)
    due: datetime.date = item.reminder.due
    return Text(
        f"{word.sv}: {name.sv} – {organisation.sv} (sista dag {due})",
        f"{word.en}: {name.in_language('en')} – {organisation.in_language('en')} (last day {due})",
    )


def _text(bundle: Bundle, language: str) -> str:
    name = bundle.receiver.person.name
    parts = [
        Text(f"Hej {name}!", f"Hello {name}!").in_language(language),
        _opening(len(bundle.items)).in_language(language),
        *(_about(item, language) for item in bundle.items),
        _closing(language),
    ]
    return "\n\n".join(parts)


def _opening(count: int) -> Text:
    if count == 1:
        return Text("1 sak är inte klar:", "One task is not done:")
    words = capital(number(count))
    return Text(f"{words.sv} saker är inte klara:", f"{words.en} tasks are not done:")


def _about(item: DueDuty, language: str) -> str:
    task = item.task
    lines = [capital(task.duty.name), _holder(item), item.reminder.says]
    if task.state.is_extended:
        original = task.state.original_due
        lines.append(
            Text(
                f"Tiden är förlängd. Överenskommelsens egen dag var {original}.",
                f"The time is extended. The agreement's own day was {original}.",
            )
        )
    if task.receiver is not None:
        lines.append(Text(f"Lämnas till: {task.receiver.sv}", f"To: {task.receiver.in_language('en')}"))
    lines += [_where(item), _follows(item)]
    page = link("tasks:duty", task.organisation.code, task.shown.agreement.id, task.duty.id, language=language)
    return "\n".join([*(line.in_language(language) for line in lines), page])


def _holder(item: DueDuty) -> Text:
    organisation, names = _organisation(item), item.for_whom
    sv, en = organisation.sv, organisation.in_language("en")
    if not names:
        return Text(sv, en)
    return Text(
        f"{sv}, där du är ställföreträdare för {listed(names)}", f"{en}, where you stand in for {listed(names, 'en')}"
    )


def _where(item: DueDuty) -> Text:
    clause, agreement = item.task.duty.clause, item.task.shown.agreement.name
    return Text(
        f"Enligt {clause_reference(clause)} i {agreement.sv}.",
        f"According to {clause_reference(clause, 'en')} of {agreement.in_language('en')}.",
    )


def _follows(item: DueDuty) -> Text:
    missed = item.task.duty.if_missed
    if missed is None:
        return Text(
            "Texten säger inte vad som följer om det inte görs.",
            "The text does not say what follows if it is not done.",
        )
    return Text(f"Om det inte görs: {missed.sv}", f"If it is not done: {missed.in_language('en')}")


def _closing(language: str) -> str:
    tasks, choice = link("home:tasks", language=language), link("reminders:choice", language=language)
    return Text(
        f"Allt du har att göra: {tasks}\n"
        "Du får mejlet för att du har en roll i organisationen, eller är ställföreträdare för någon som har det.\n"
        f"Vill du inte ha påminnelser kan du stänga av dem: {choice}",
        f"All that you have to do: {tasks}\n"
        "You get this mail because you have a role in the organisation, or stand in for someone who has.\n"
        f"If you do not want reminders you can turn them off: {choice}",
    ).in_language(language)


def _organisation(item: DueDuty) -> Text:
    return item.task.organisation.text
