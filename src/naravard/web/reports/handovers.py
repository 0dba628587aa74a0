"""A report's form that a municipality is to answer its RSS in: asked for by a day, and reminded of."""

import datetime
from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.duties import begins_at
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import long_day
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.reports.county import county_form
from naravard.web.reports.models import CountyLastDay, CountyReply
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.receiver_reminders import newest_reminders

SOON = datetime.timedelta(days=7)
"""How long before the day those that have not answered are told again."""
_DAY = datetime.timedelta(days=1)


@source
def to_answer(asked: Asked) -> Iterator[Handover]:
    """Give each form that an RSS has set a day for, or reminded of, to the municipalities that have not answered.

    A week before the day, and the day after, it is told again, so that a mail goes then too.
    """
    towns = [
        code for code in asked.codes(Permission.WORK_ON_DUTIES) if asked.organisations[code].kind == Kind.MUNICIPALITY
    ]
    if not towns:
        return
    counties = {asked.organisations[code].county_code for code in towns}
    set_by = CountyLastDay.objects.filter(organisation__county_code__in=counties).select_related("organisation")
    days = {(one.agreement_id, one.duty_id, one.organisation.county_code): one for one in set_by}
    reminded = newest_reminders(towns)
    if not days and not reminded:
        return
    given = set(
        CountyReply.objects.filter(organisation__in=towns, given_at__isnull=False).values_list(
            "agreement_id", "duty_id", "organisation"
        )
    )
    for agreement_id, duty_id in sorted({key[:2] for key in (*days, *reminded)}):
        shown = asked.shown(agreement_id)
        duty = duty_book(shown).duties.get(duty_id) if shown is not None else None
        if shown is None or duty is None or county_form(shown, duty) is None:
            continue
        for code in towns:
            town = asked.organisations[code]
            day = days.get((agreement_id, duty_id, town.county_code))
            reminder = reminded.get((agreement_id, duty_id, code))
            if (agreement_id, duty_id, code) in given:
                continue
            if reminder is not None:
                yield _reminded(shown, duty, town, reminder.by_organisation, reminder.message, reminder.made_at, day)
            elif day is not None:
                yield _asked_for(shown, duty, town, day, asked.today)


def _asked_for(shown: Shown, duty: Duty, town: Organisation, day: CountyLastDay, today: datetime.date) -> Handover:
    rss = day.organisation.text
    told_again = [begins_at(one) for one in (day.day - SOON, day.day + _DAY) if one <= today]
    return Handover(
        id="county-reply", organisation=town, permission=Permission.WORK_ON_DUTIES, shown=shown,
        about=duty.id, since=max([day.set_at, *told_again]), due=day.day, url=_url(shown, duty, town),
        what=Text(f"Besvara: {duty.name.sv}", f"Answer: {duty.name.in_language('en')}"),
        why=Text(
            f"{rss.sv} samlar kommunernas svar och vill ha dem senast {long_day(day.day).sv}.",
            f"{rss.in_language('en')} gathers the municipalities' answers and wants them by {long_day(day.day).en}.",
        ),
        follows=_SILENT,
    )  # fmt: skip


def _reminded(
    shown: Shown,
    duty: Duty,
    town: Organisation,
    by: Organisation,
    message: str,
    at: datetime.datetime,
    day: CountyLastDay | None,
) -> Handover:
    said, says = (f": ”{message}”", f": “{message}”") if message else ("", "")
    due = day.day if day is not None else None
    last_sv, last_en = (
        (f" Sista dagen är {long_day(due).sv}.", f" The last day is {long_day(due).en}.") if due else ("", "")
    )
    return Handover(
        id="county-reply-reminded", organisation=town, permission=Permission.WORK_ON_DUTIES, shown=shown,
        about=duty.id, since=at, due=due, url=_url(shown, duty, town), follows=_SILENT,
        what=Text(f"Påminnelse: {duty.name.sv}", f"Reminder: {duty.name.in_language('en')}"),
        why=Text(
            f"{by.text.sv} påminner om era svar{said}.{last_sv}",
            f"{by.text.in_language('en')} reminds you of your answers{says}.{last_en}",
        ),
    )  # fmt: skip


_SILENT = Text(
    "Utan ert svar redovisas kommunen som tyst.", "Without your answers the municipality is reported as silent."
)


def _url(shown: Shown, duty: Duty, town: Organisation) -> str:
    return reverse("reports:reply", args=[town.code, shown.agreement.id, duty.id])
