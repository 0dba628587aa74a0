"""Reminders and calendars."""

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.access.actor import ONESELF
from naravard.web.history.told import Thing

DAY = Thing("reminders", "2022-08-31", Text("Påminnelser 31 augusti 2022", "Reminders 31 August 2022"))
BY_ANNA = {"thing": Thing("person", "6f1c", Text("Anna Ek")), "person": ANNA, "role": ONESELF}

EXAMPLES = {
    "reminders-sent": [
        (
            {"thing": DAY, "after": {"mails": 12, "reminders": 31}},
            "Naravard skickade 12 mejl med 31 påminnelser.",
            "Naravard sent 12 mails with 31 reminders.",
        ),
        (
            {"thing": DAY, "after": {"mails": 1, "reminders": 1}},
            "Naravard skickade 1 mejl med 1 påminnelse.",
            "Naravard sent 1 mail with 1 reminder.",
        ),
    ],
    "reminders-turned-off": [
        (BY_ANNA, "Anna Ek stängde av sina påminnelser.", "Anna Ek turned off the reminders by mail."),
    ],
    "reminders-turned-on": [
        (BY_ANNA, "Anna Ek slog på sina påminnelser.", "Anna Ek turned on the reminders by mail."),
    ],
    "calendar-address-made": [
        (
            {**BY_ANNA, "after": {"made_at": "2022-09-01T12:00:00+02:00"}},
            "Anna Ek skapade en adress till sin kalender.",
            "Anna Ek made an address to the calendar.",
        ),
        (
            {**BY_ANNA, "before": {"made_at": "2022-08-01T12:00:00+02:00"}},
            "Anna Ek bytte adress till sin kalender; den gamla slutade gälla.",
            "Anna Ek renewed the address to the calendar; the old one ended.",
        ),
    ],
    "calendar-address-ended": [
        (BY_ANNA, "Anna Ek avslutade adressen till sin kalender.", "Anna Ek ended the address to the calendar."),
    ],
}
