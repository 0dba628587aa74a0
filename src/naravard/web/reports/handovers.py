"""A report's form that a municipality is to answer its RSS in, and reports that wait to be signed."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.permissions import Permission
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.organisations.kinds import Kind
from naravard.web.reports.county import county_form
from naravard.web.reports.models import CountyLastDay, CountyReply
from naravard.web.tasks.duty_book import duty_book


@source
def to_answer(asked: Asked) -> Iterator[Handover]:
    """Give each form whose RSS has said by which day its municipalities answer, to those that have not."""
    towns = [
        code for code in asked.codes(Permission.WORK_ON_DUTIES) if asked.organisations[code].kind == Kind.MUNICIPALITY
    ]
    counties = {asked.organisations[code].county_code for code in towns}
    set_by = CountyLastDay.objects.filter(organisation__county_code__in=counties)
    days = list(set_by.select_related("organisation")) if towns else []
    if not days:
        return
    given = set(
        CountyReply.objects.filter(organisation__in=towns, given_at__isnull=False).values_list(
            "agreement_id", "duty_id", "organisation"
        )
    )
    for day in days:
        rss, shown = day.organisation, asked.shown(day.agreement_id)
        duty = duty_book(shown).duties.get(day.duty_id) if shown is not None else None
        if shown is None or duty is None or county_form(shown, duty) is None:
            continue
        for code in towns:
            town = asked.organisations[code]
            if town.county_code != rss.county_code or (day.agreement_id, day.duty_id, code) in given:
                continue
            yield Handover(
                id="county-reply", organisation=town, permission=Permission.WORK_ON_DUTIES, shown=shown,
                about=day.duty_id, since=day.set_at, due=day.day,
                url=reverse("reports:reply", args=[code, day.agreement_id, day.duty_id]),
                what=Text(
                    f"Besvara: {duty.name.sv}", f"Answer: {duty.name.in_language('en')}"
                ),
                why=Text(
                    f"{rss.text.sv} samlar kommunernas svar och vill ha dem senast {long_day(day.day).sv}.",
                    f"{rss.text.in_language('en')} gathers the municipalities' answers and wants them by "
                    f"{long_day(day.day).en}.",
                ),
                follows=Text(
                    "Utan ert svar redovisas kommunen som tyst.",
                    "Without your answers the municipality is reported as silent.",
                ),
            )  # fmt: skip
