"""``naravard remind``: everyone is reminded by mail of the days that come near, by a timer every morning."""

import datetime
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.language import in_this
from naravard.cli.output import notice, write_text
from naravard.cli.refusal import FINDINGS, CommandRefused
from naravard.cli.values import Day, WholeNumber

if TYPE_CHECKING:
    from naravard.web.people.models import RightsMail
    from naravard.web.reminders.dispatch import Run
    from naravard.web.reminders.models import ReminderMail


@click.command(
    "remind",
    cls=Command,
    summary=Text("skickar påminnelser om dagar som närmar sig", "sends reminders of days that come near"),
    details=(
        Text(
            "30, 7 och 1 dag före en sista dag, och dagen efter om det inte är gjort, till dem vars roll i "
            "organisationen får påminnelser och till deras ställföreträdare. Var och en får ett mejl med allt. Kör "
            "kommandot varje morgon. Det går bra att köra flera gånger, för inget skickas två gånger. Samma körning "
            "skickar dagens mejl om det som väntar, och prövar igen mejl om roller, konton och inbjudningar som inte "
            "har gått iväg.",
            "30, 7 and 1 days before a last day, and the day after if it has not been done, to those whose role in the "
            "organisation gets reminders and to their stand-ins. Each gets one mail with everything. Run the command "
            "every morning; it may well be run several times, since nothing is sent twice. The same run sends the "
            "day's mail about what waits, and tries again mails about roles, accounts and invitations that have not "
            "gone.",
        ),
        Text(
            "Om programmet eller mejlservern stannar mitt i ett mejl går det inte att veta om det gick iväg. Sådana "
            "mejl skickas inte om av sig själva, utan räknas upp med sina nummer. Se efter i mejlserverns logg, och "
            "svara med --again eller --sent.",
            "If the program or the mail server stops in the middle of a mail, nobody can know whether it went. Such "
            "mails are not sent again by themselves, but are listed with their numbers. Look in the mail server's "
            "log, and answer with --again or --sent.",
        ),
    ),
    examples=(
        Example("naravard remind", Text("Varje morgon, av en timer.", "Every morning, by a timer.")),
        Example(
            "naravard remind --waiting",
            Text(
                "Var femte minut: det som andra nyss har lämnat över.", "Every five minutes: what others handed over."
            ),
        ),
        Example(
            "naravard remind --dry-run --day 2022-11-01",
            Text("Vad som skulle skickas den dagen. Inget skickas.", "What would be sent that day. Nothing is sent."),
        ),
        Example(
            "naravard remind --again 17",
            Text("Mejl 17 gick inte iväg: skicka det igen.", "Mail 17 did not go: send it again."),
        ),
    ),
    on_findings=Text(
        "något mejl kunde inte skickas, eller kan ha gått iväg eller inte",
        "some mail could not be sent, or may have gone or not",
    ),
)
@option(
    "--dry-run",
    is_flag=True,
    tells=Text("visa mejlen i stället för att skicka dem", "show the mails instead of sending them"),
)
@option(
    "--day",
    metavar="DATE",
    type=Day(),
    tells=Text("med --dry-run: som om det vore den dagen", "with --dry-run: as if it were that day"),
)
@option(
    "--again",
    metavar="NUMBER",
    type=WholeNumber(),
    multiple=True,
    tells=Text(
        "mejlet med numret gick inte iväg: skicka det som fortfarande är aktuellt",
        "the mail with the number did not go: send what still applies",
    ),
)
@option(
    "--sent",
    metavar="NUMBER",
    type=WholeNumber(),
    multiple=True,
    tells=Text("mejlet med numret gick iväg: skicka det inte igen", "the mail with the number went"),
)
@option(
    "--waiting",
    is_flag=True,
    tells=Text(
        "skicka bara det som andra nyss har lämnat över. Kör var femte minut",
        "send only what others have just handed over; run every five minutes",
    ),
)
def run(
    *, dry_run: bool, day: datetime.date | None, waiting: bool, again: tuple[int, ...], sent: tuple[int, ...]
) -> None:
    """Send the reminders, or show them."""
    if day and not dry_run:
        raise CommandRefused(Text("--day hör till --dry-run.", "--day belongs to --dry-run."))
    if dry_run and (again or sent):
        raise CommandRefused(Text("--dry-run ändrar inget.", "--dry-run changes nothing."))
    if waiting and (again or sent):
        raise CommandRefused(
            Text("--waiting hör inte ihop med --again och --sent.", "--waiting does not go with --again and --sent.")
        )
    from naravard.cli.database import open_database

    open_database()
    if dry_run:
        _show(day, only_waiting=waiting)
    else:
        _settle(again, sent)
        _send(only_waiting=waiting)


def _show(day: datetime.date | None, *, only_waiting: bool) -> None:
    from naravard.web.reminders.dispatch import previews
    from naravard.web.site.clock import now

    at = now() if day is None else now().replace(year=day.year, month=day.month, day=day.day)
    shown = previews(at, only_waiting=only_waiting)
    for one in shown:
        to, subject = in_this(Text("Till", "To")), in_this(Text("Ämne", "Subject"))
        write_text(f"{to}: {one.address}\n{subject}: {in_this(one.letter.subject)}\n\n{in_this(one.letter.text)}\n")
    count = sum(one.count for one in shown)
    write_text(
        in_this(
            Text(
                f"Inget är skickat. Mejl som skulle skickas: {len(shown)}, med {count} påminnelser.",
                f"Nothing has been sent. Mails that would be sent: {len(shown)}, with {count} reminders.",
            )
        )
    )


def _settle(again: tuple[int, ...], sent: tuple[int, ...]) -> None:
    """Do what the operator says of mails that may have gone or not."""
    from naravard.web.reminders.unsure import NotUnsureError, let_go, set_down_as_sent
    from naravard.web.site.clock import now

    try:
        for number in sent:
            set_down_as_sent(number, now())
        for number in again:
            let_go(number, now())
    except NotUnsureError as error:
        raise CommandRefused(error.says) from None


def _send(*, only_waiting: bool) -> None:
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import tell_of_amendments
    from naravard.web.people.event_mail import send_unsent, unsent
    from naravard.web.reminders.dispatch import send_reminders, send_waiting
    from naravard.web.reminders.unsure import unsure
    from naravard.web.site.clock import now

    if not only_waiting:
        tell_of_amendments(now())
    sent_again = send_unsent(now())
    done = (send_waiting if only_waiting else send_reminders)(actor=THE_SERVICE, clock=now)
    if sent_again:
        write_text(
            in_this(
                Text(
                    f"Mejl om roller och konton som gick iväg nu: {sent_again}.",
                    f"Mails about roles and accounts that went now: {sent_again}.",
                )
            )
        )
    write_text(
        in_this(
            Text(
                f"Skickade mejl: {done.mails}, med {done.reminders} påminnelser.",
                f"Mails sent: {done.mails}, with {done.reminders} reminders.",
            )
        )
    )
    left, rights = unsure(now()), unsent()
    for text in (*_not_sent(done), *_may_have_gone([*left, *done.unsure]), *_about_rights(rights)):
        notice(text)
    if done.refused or done.stopped or done.unsure or left or rights:
        raise click.exceptions.Exit(FINDINGS)


def _not_sent(done: "Run") -> list[Text]:
    told = []
    if done.stopped:
        told.append(
            Text(
                f"Mejlservern tar inte emot: {done.stopped}. Resten skickas vid nästa körning.",
                f"The mail server takes nothing: {done.stopped}. The rest is sent by the next run.",
            )
        )
    if done.refused:
        told.append(
            Text(
                "Mejlservern tog inte emot de här. De prövas igen vid nästa körning:",
                "The mail server did not take these. They are tried again by the next run:",
            )
        )
    return told + [Text(f"  {refused.address}: {refused.reason}") for refused in done.refused]


def _may_have_gone(mails: "list[ReminderMail]") -> list[Text]:
    if not mails:
        return []
    return [
        Text(
            "De här kan ha gått iväg eller inte. Se efter i mejlserverns logg, och svara med --again NUMMER (gick inte "
            "iväg) eller --sent NUMMER (gick iväg):",
            "These may have gone or not. Look in the mail server's log, and answer with --again NUMBER (did not go) "
            "or --sent NUMBER (went):",
        ),
        *(Text(f"  {mail.pk}: {mail.address}, {mail.claimed_at:%Y-%m-%d %H:%M} UTC") for mail in mails),
    ]


def _about_rights(mails: "list[RightsMail]") -> list[Text]:
    """Say which mails about roles and accounts have not gone, and which of them are tried no more."""
    if not mails:
        return []
    from naravard.web.people.event_mail import given_up

    told = [
        Text(
            "Mejl om roller och konton som inte har gått iväg. De prövas igen, allt mer sällan:",
            "Mails about roles and accounts that have not gone. They are tried again, ever more seldom:",
        )
    ]
    for mail in mails:
        last = Text(" Prövas inte mer.", " Tried no more.") if given_up(mail) else Text("", "")
        line = f"  {mail.address}, {mail.made_at:%Y-%m-%d %H:%M} UTC: {mail.refused}"
        told.append(Text(f"{line}{last.sv}", f"{line}{last.en}"))
    return told
