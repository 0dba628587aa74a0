"""What is said of a paper that was handed in: when, in Swedish time, and whether it came in time."""

import datetime
from collections.abc import Mapping
from typing import Any

from naravard.agreement.duties import swedish_day
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.model import Text
from naravard.agreement.wording import day as written_day
from naravard.agreement.wording import long_day
from naravard.documents.table import YES
from naravard.web.papers.models import HandedInPaper, moment_of
from naravard.web.papers.signed_files import ELECTRONIC
from naravard.web.tasks.extensions import Extended
from naravard.web.tasks.words import capital, last_day_words


def swedish_time(moment: datetime.datetime) -> str:
    """Return a moment by Swedish clocks, to the second: ``2022-12-01 23:59:59``."""
    return moment.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M:%S")


def time_in_words(moment: datetime.datetime) -> Text:
    """Return a moment by Swedish clocks as sentences have it: ``1 december 2022 kl. 23.59``."""
    at = moment.astimezone(STOCKHOLM)
    date = long_day(at.date())
    return Text(f"{date.sv} kl. {at:%H.%M}", f"{date.in_language('en')} at {at:%H:%M}")


def in_time(paper: HandedInPaper, today: datetime.date) -> Text:
    """Say whether the paper came in time, and by which day."""
    if paper.last_day is None:
        return Text(
            "Texten anger ingen sista dag för den här handlingen.", "The text gives no last day for this paper."
        )
    last = last_day_words(paper.last_day, today)
    first = time_in_words(paper.first_handed_in_at)
    if paper.was_late:
        return Text(f"Kom in för sent. {capital(last).sv}.", f"Came in too late. {capital(last).en}.")
    if paper.first_handed_in_at != paper.handed_in_at:
        return Text(
            f"I tid: den första utgåvan kom in {first.sv}, och {last.sv}.",
            f"In time: the first edition came in {first.in_language('en')}, and {last.en}.",
        )
    return Text(f"I tid. {capital(last).sv}.", f"In time. {capital(last).en}.")


def short_in_time(paper: HandedInPaper, extended: Extended | None) -> Text:
    """Say in a table whether the paper came in time: as it was when it came in, and as it counts since an extension."""
    if paper.last_day is None:
        return Text("ingen sista dag", "no last day")
    if not paper.was_late:
        return YES
    if extended is None:
        return Text("för sent", "too late")
    day = written_day(extended.to_day)
    if extended.is_in_time:
        return Text(
            f"för sent när det kom in. I tid efter förlängning till {day}",
            f"too late when it came in; in time after an extension to {day}",
        )
    return Text(f"för sent, också efter förlängning till {day}", f"too late, also after an extension to {day}")


def time_of_signature(signature: Mapping[str, Any], handed_in_at: datetime.datetime) -> tuple[str, Text | None]:
    """Return when a signature was made by Swedish clocks, and what is to be said of it.

    What the signer's own program says cannot be tried; a day after the paper came in is said to be wrong.
    """
    stamped, claimed = (moment_of(signature.get(name)) for name in ("stamped_at", "claimed_at"))
    moment = stamped or claimed
    if moment is None:
        return "", None
    days = (swedish_day(moment) - swedish_day(handed_in_at)).days
    if days < 1 or stamped is not None:
        return swedish_time(moment), None
    after = Text("dagen", "the day") if days == 1 else Text(f"{days} dagar", f"{days} days")
    return swedish_time(moment), Text(
        f"Tiden är {after.sv} efter inlämningen. Den kommer från klockan i programmet för underskrift, som går fel. "
        "Filen fanns när den lämnades in.",
        f"The time is {after.en} after the paper came in. It is of the clock in the program for signatures, which is "
        "wrong; the file was there when it was handed in.",
    )


def clock_remarks(paper: HandedInPaper) -> Text:
    """Return what is to be said of the times of a paper's signatures, each sentence after a blank; empty if nothing."""
    said = [time_of_signature(one, paper.handed_in_at)[1] for one in paper.signatures]
    remarks = dict.fromkeys((one.sv, one.in_language("en")) for one in said if one is not None)
    return Text("".join(f" {sv}" for sv, _ in remarks), "".join(f" {en}" for _, en in remarks))


REVOCATION = Text(
    "Att ett certifikat har återkallats märks här bara om filen själv säger det: utfärdaren frågas inte.",
    "That a certificate was revoked is noticed here only if the file itself says so: the issuer is not asked.",
)
NAME_SAID_OWN = Text(
    "Namnet i certifikatet är nästan som namnet här. Den som lämnade in har sagt att underskriften är dennes egen.",
    "The name in the certificate is nearly the name here. Whoever handed in has said that the signature is their own.",
)


def way_of_signing(way: str) -> Text:
    """Say how a paper was signed."""
    if way == ELECTRONIC:
        return Text("Elektronisk underskrift i filen", "Electronic signature in the file")
    return Text("Underskrift på papper", "Signature on paper")
