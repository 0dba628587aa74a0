"""Sentences of :mod:`naravard.web.costs`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter: ``{thing}``, ``{whose}``, ``{amount}`` and the like stand for the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv"), _filled(told, en, "en"))

    return presenter


def _filled(told: Told, words: str, language: str) -> str:
    before, after = told.before or {}, told.after or {}
    done = words.format(
        thing=told.thing.name.in_language(language),
        whose=told.organisation.name.in_language(language) if told.organisation else "–",
        activity=after.get("activity_name") or after.get("activity") or "–",
        amount=_kronor(after.get("amount")),
        before=_kronor(before.get("total")),
        after=_kronor(after.get("total")),
        vouchers=after.get("vouchers") or 0,
        version=after.get("version") or 0,
    )
    return f"{who(told).in_language(language)} {done}."


def _kronor(amount: object) -> str:
    return kronor(amount) if isinstance(amount, int) else "–"


PRESENTERS: dict[str, Presenter] = {
    "cost-booked": _told(
        "bokförde {amount} på aktiviteten ”{activity}” för {whose}",
        "booked {amount} on the activity “{activity}” for {whose}",
    ),
    "cost-reversed": _told(
        "rättade {thing} för {whose}: {amount} togs bort", "corrected {thing} for {whose}: {amount} was taken back"
    ),
    "cost-mapping-kept": _told(
        "sparade kopplingen av konton och koder för {whose}, version {version}",
        "kept the mapping of accounts and codes for {whose}, version {version}",
    ),
    "cost-file-received": _told(
        "läste in en fil för {whose} som väntar på att bokföras ({thing}, {vouchers} verifikationer)",
        "took in a file for {whose} that waits to be booked ({thing}, {vouchers} vouchers)",
    ),
    "costs-taken-in": _told(
        "bokförde kostnaderna ur {thing} för {whose}: {before} blev {after}",
        "booked the costs of {thing} for {whose}: {before} became {after}",
    ),
    "costs-recounted": _told(
        "räknade om de inlästa kostnaderna för {whose}: {before} blev {after}",
        "worked out the costs taken in for {whose} anew: {before} became {after}",
    ),
    "cost-file-discarded": _told(
        "kastade {thing} för {whose}, som inte hade bokförts", "discarded {thing} for {whose}, which was not booked"
    ),
}
