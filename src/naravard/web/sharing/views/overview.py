"""The RSS's first page of its sharing: each grant, and what each municipality has of them all."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.sharing.acts.passing_on import hand_in_onward, onward_duty
from naravard.web.sharing.reading import CountySharing
from naravard.web.sharing.standing import sentence, steps, tag
from naravard.web.sharing.tables import county_table
from naravard.web.sharing.views.asking import NAME, crumb, own_county, rss_or_404
from naravard.web.site.clock import now
from naravard.web.site.forms import Written
from naravard.web.site.tables import export, present
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.reading import task_of


@require_safe
@requires(Permission.SEE)
def sharing(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """How an RSS shares its grants among the county's municipalities: each grant's state, each municipality's sums."""
    county = own_county(actor, agreement_id)
    if county is None:
        return _nothing(request, actor, agreement_id)
    if form:
        return export(county_table(county), form)
    return overview_page(request, actor, county)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def hand_in(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Say that everything has been passed on: what is said is shown, and the duty is then done."""
    county = own_county(actor, agreement_id)
    if county is None:
        return _nothing(request, actor, agreement_id)
    duty = onward_duty(county.shown, county.rss.code)
    if request.method != "POST" or duty is None:
        return _hand_in_page(request, actor, county)

    def do() -> str:
        seen = Written(request.POST).version()
        hand_in_onward(actor=actor, organisation=county.rss, agreement_id=agreement_id, at=now(), seen_money=seen)
        return request.path

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except (MoneyRefusedError, DutyRefusedError) as error:
        status = 409 if isinstance(error, MoneyChangedError) else 422
        return _hand_in_page(request, actor, county, refused=error, status=status)
    return done(request, url, _("Skyldigheten att betala vidare är gjord."))


def overview_page(request: HttpRequest, actor: Actor, county: CountySharing) -> HttpResponse:
    """Render the page."""
    moment = now()
    entries = [
        {
            "sharing": one,
            "tag": tag(one),
            "sentence": sentence(one, moment),
            "step": next(((step, step.url(one)) for step in steps(one, moment) if step.is_main), None),
        }
        for one in county.grants
    ]
    table = county_table(county)
    total = county.money.balance.total
    return money_page(
        request,
        "sharing/sharing.html",
        actor,
        county.shown,
        room=NAME,
        county=county,
        entries=entries,
        total=total,
        decided=sum(one.decided.shared for one in county.grants if one.decided),
        table=present(request, table),
        duty=onward_duty(county.shown, county.rss.code),
        may_share=actor.may(Permission.SHARE_OUT),
    )


def _hand_in_page(
    request: HttpRequest, actor: Actor, county: CountySharing, *, status: int = 200, **values: object
) -> HttpResponse:
    duty = onward_duty(county.shown, county.rss.code)
    task = task_of(county.shown, duty.id, county.rss, now()) if duty else None
    return money_page(
        request,
        "sharing/hand_in.html",
        actor,
        county.shown,
        crumb(county.rss.code, county.shown.agreement.id),
        room=NAME,
        status=status,
        county=county,
        duty=duty,
        task=task,
        seen_version=county.money.account.version,
        **values,
    )


def _nothing(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    rss_or_404(actor)
    return money_page(request, "sharing/nothing.html", actor, shown_or_404(agreement_id), room=NAME)
