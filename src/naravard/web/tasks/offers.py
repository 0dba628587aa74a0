"""The acts on a duty as a page offers them: when, to whom, with which fields, and what is said before and after."""

from collections.abc import Callable, Mapping, Sequence

from naravard.agreement.duties import Status
from naravard.agreement.model import Text
from naravard.web.access.actor import ActiveRole, Actor, actor_as
from naravard.web.access.permissions import Permission
from naravard.web.people.models import Person
from naravard.web.site.forms import Field, reason
from naravard.web.tasks import acts, contents
from naravard.web.tasks.duties import Task
from naravard.web.tasks.extensions import can_be_extended, check_extension, needs_time, without_help
from naravard.web.tasks.forms import ActOffer, Offered
from naravard.web.tasks.losses import yes_to_opening, yes_to_time_back
from naravard.web.tasks.requests import open_request
from naravard.web.tasks.ways import actor_in


def offered(task: Task, person: Person, found: Sequence[ActiveRole]) -> list[Offered]:
    """Return the acts that the reader may do now."""
    return [
        Offered(offer, actor, offer.button(task))
        for offer in OFFERS
        if offer.is_open(task) and (actor := offer.find(task, person, found)) is not None
    ]


def allowed(slug: str, task: Task, person: Person, found: Sequence[ActiveRole]) -> Offered | None:
    """Return an act that the reader's roles allow, whether or not the state does now; none otherwise."""
    for offer in OFFERS:
        if offer.slug == slug and (actor := offer.find(task, person, found)) is not None:
            return Offered(offer, actor, offer.button(task))
    return None


def _worker(task: Task, person: Person, found: Sequence[ActiveRole]) -> Actor | None:
    return actor_in(person, found, Permission.WORK_ON_DUTIES, task.organisation.code)


def _submitter(task: Task, person: Person, found: Sequence[ActiveRole]) -> Actor | None:
    return actor_in(person, found, task.demand.permission, task.organisation.code)


def _receiver(task: Task, person: Person, found: Sequence[ActiveRole]) -> Actor | None:
    if task.duty.to is None:
        return None
    return actor_in(person, found, Permission.RECEIVE, task.duty.to)


def _reopener(task: Task, person: Person, found: Sequence[ActiveRole]) -> Actor | None:
    """Who receives it; where no one does, whoever may hand it in."""
    return _submitter(task, person, found) if task.duty.to is None else _receiver(task, person, found)


def _extender(task: Task, person: Person, found: Sequence[ActiveRole]) -> Actor | None:
    for standing in found:
        actor = actor_as(person, standing)
        if acts.may_extend(actor, task.shown, task.duty):
            return actor
    return None


def _never_handed_in(task: Task) -> bool:
    record, status = task.record, task.state.status
    return record.begun_at is not None and record.submitted_at is None and status not in (Status.LAPSED, Status.CLOSED)


def _can_be_handed_in(task: Task) -> bool:
    return task.state.can_be_submitted and (not task.demand.four_eyes or task.record.begun_at is not None)


def _wanted(task: Task) -> Mapping[str, str]:
    """Return the day that was asked for, if a request waits."""
    asked = open_request(task)
    return {"to_day": asked.to_day.isoformat()} if asked else {}


def _always(text: Text) -> Callable[[Task], Text]:
    return lambda _task: text


CONTENT = Field(
    name=contents.TEXT,
    label=Text("Det som lämnas in", "What is handed in"),
    hint=Text(
        "Skriv texten här, eller välj en fil nedan. Mottagaren läser den.",
        "Write the text here, or choose a file below. The receiver reads it.",
    ),
    kind="area",
    rows=10,
)
ATTACHED = Field(
    name=contents.FILE,
    label=Text("Fil", "File"),
    hint=Text("PDF, Word (.docx) eller ODT. Högst 1 MB.", "PDF, Word (.docx) or ODT. At most 1 MB."),
    kind="file",
    accept=contents.ACCEPTED,
)
REFERENCE_NUMBER = Field(
    name="reference_number",
    label=Text("Ert diarienummer", "Your reference number"),
    hint=Text("Frivilligt. Numret som handlingen har hos er.", "Optional. The number that the document has with you."),
)
NOTE = Field(
    name="note",
    label=Text("Meddelande till mottagaren", "Message to the receiver"),
    hint=Text(
        "Frivilligt. Skriv inga personuppgifter: det du skriver står kvar i historiken.",
        "Optional. Write nothing about persons: what you write stays in the history.",
    ),
    kind="area",
)
DECIDED_ON = Field(
    name="decided_on",
    label=Text("Dag då det beslutades", "The day it was decided"),
    hint=Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD."),
    kind="day",
)
DECISION_NUMBER = Field(
    name="reference_number",
    label=Text("Beslutets diarienummer", "The decision's reference number"),
    hint=Text("Till exempel S2022/01234.", "For example S2022/01234."),
)
REASON = reason(
    Text("Varför?", "Why?"),
    Text(
        "Skälet visas för den som ska göra det och står kvar i historiken.",
        "The reason is shown to the one who has the task and stays in the history.",
    ),
)
TO_DAY = Field(
    name="to_day",
    label=Text("Ny sista dag", "New last day"),
    hint=Text(
        "Den dagen räknas med. År, månad och dag: ÅÅÅÅ-MM-DD.", "That day included. Year, month and day: YYYY-MM-DD."
    ),
    kind="day",
)

ASKED_BECAUSE = reason(
    Text("Varför behöver ni mer tid?", "Why do you need more time?"),
    Text(
        "Skriv inga personuppgifter: skälet står kvar i historiken.",
        "Write nothing about persons: the reason stays in the history.",
    ),
)

OFFERS: tuple[ActOffer, ...] = (
    ActOffer(
        slug="paborja",
        find=_worker,
        is_open=lambda task: task.state.can_be_begun,
        act=lambda _task: acts.begin_duty,
        title=Text("Påbörja", "Begin"),
        button=_always(Text("Påbörja", "Begin")),
        explains=Text(
            "Andra ser att arbetet har börjat, och att det är du som förbereder.",
            "Others see that the work has begun, and that you prepare it.",
        ),
        done=Text("Du har börjat.", "You have begun the task."),
        direct=True,
    ),
    ActOffer(
        slug="lamna-in",
        find=lambda task, person, found: None if task.duty.recorded_by else _submitter(task, person, found),
        is_open=_can_be_handed_in,
        act=lambda task: acts.sign_duty if task.demand.four_eyes else acts.submit_duty,
        title=Text("Kontrollera och lämna in", "Check and hand in"),
        button=lambda task: task.demand.does,
        explains=Text(
            "Inlämningen får tiden när du trycker på knappen. Den går inte att ta tillbaka. Bara den som tar emot kan "
            "öppna den igen.",
            "The submission gets the time when you press the button. It cannot be taken back; only the receiver can "
            "open it again.",
        ),
        done=Text("Det är inlämnat.", "It is handed in."),
        fields=(CONTENT, ATTACHED, REFERENCE_NUMBER, NOTE),
        is_main=True,
    ),
    ActOffer(
        slug="for-in",
        find=lambda task, person, found: _submitter(task, person, found) if task.duty.recorded_by else None,
        is_open=lambda task: task.duty.recorded_by is not None and _can_be_handed_in(task),
        act=lambda _task: acts.submit_duty,
        title=Text("För in beslutet", "Enter the decision"),
        button=_always(Text("För in beslutet", "Enter the decision")),
        explains=Text(
            "Ni för in det som har beslutats, med dag och diarienummer. Den som tar emot läser det.",
            "You record what has been decided, with its day and reference number. The receiver reads it.",
        ),
        done=Text("Beslutet är infört.", "The decision is recorded."),
        fields=(DECIDED_ON, DECISION_NUMBER, ATTACHED),
        is_main=True,
    ),
    ActOffer(
        slug="godta",
        find=_receiver,
        is_open=lambda task: task.is_waiting,
        act=lambda _task: acts.accept_duty,
        title=Text("Godta", "Accept"),
        button=_always(Text("Godta", "Accept")),
        explains=Text("Det blir klart.", "The task is done."),
        done=Text("Inlämningen är godtagen.", "The submission is accepted."),
        direct=True,
    ),
    ActOffer(
        slug="oppna-igen",
        find=_reopener,
        is_open=lambda task: task.state.status.is_finished,
        act=lambda task: acts.reopen_own_duty if task.duty.to is None else acts.reopen_duty,
        title=Text("Öppna igen", "Open again"),
        button=_always(Text("Öppna igen", "Open again")),
        explains=Text(
            "Den som ska göra det kan ändra och lämna in på nytt. När det kom in första gången räknas fortfarande, "
            "så det som kom i tid är i tid.",
            "The one who has the task can change it and hand in again. When it first came in still counts, so what "
            "came in time is in time.",
        ),
        done=Text("Det är öppnat igen.", "The task is opened again."),
        fields=(REASON,),
        own_yes=yes_to_opening,
    ),
    ActOffer(
        slug="be-om-tid",
        find=_worker,
        is_open=lambda task: needs_time(task) and open_request(task) is None,
        act=lambda _task: acts.ask_for_time,
        title=Text("Be om mer tid", "Ask for more time"),
        button=_always(Text("Be om mer tid", "Ask for more time")),
        explains=Text(
            "Begäran visas för den som kan förlänga tiden. Sista dagen ändras inte förrän den har beviljats.",
            "The request is shown to those who can extend the time. The last day stays until it is granted.",
        ),
        done=Text("Begäran är skickad. Svaret visas här.", "The request is sent. The answer is shown here."),
        fields=(TO_DAY, ASKED_BECAUSE),
    ),
    ActOffer(
        slug="forlang",
        find=_extender,
        is_open=can_be_extended,
        act=lambda _task: acts.extend_duty,
        title=Text("Förläng tiden", "Extend the time"),
        button=_always(Text("Förläng tiden", "Extend the time")),
        explains=Text(
            "Den nya dagen gäller bara den här organisationen.", "The new day holds for this organisation only."
        ),
        done=Text("Tiden är förlängd.", "The time is extended."),
        fields=(TO_DAY, REASON, REFERENCE_NUMBER),
        begins_with=_wanted,
        checked=True,
        possible=lambda task, values, at: check_extension(task, values["to_day"], at),
        notes=lambda task, values: without_help(task, values["to_day"]),
    ),
    ActOffer(
        slug="avsla-tid",
        find=_extender,
        is_open=lambda task: open_request(task) is not None,
        act=lambda _task: acts.decline_time,
        title=Text("Avslå begäran om mer tid", "Decline the request for more time"),
        button=_always(Text("Avslå begäran", "Decline the request")),
        explains=Text("Sista dagen ändras inte.", "The last day stays."),
        done=Text("Begäran är avslagen.", "The request is declined."),
        fields=(REASON,),
    ),
    ActOffer(
        slug="ta-tillbaka",
        find=_extender,
        is_open=lambda task: task.state.is_extended and task.state.status is not Status.DONE,
        act=lambda _task: acts.take_extension_back,
        title=Text("Ta tillbaka den förlängda tiden", "Take the extended time back"),
        button=_always(Text("Ta tillbaka den förlängda tiden", "Take the extended time back")),
        explains=Text(
            "Överenskommelsens egen dag räknas igen. Har den passerat blir det genast försenat, eller rätten "
            "förfaller.",
            "The agreement's own day counts again. If it has passed, the task is late at once, or the right lapses.",
        ),
        done=Text("Den förlängda tiden är tillbakatagen.", "The extended time is taken back."),
        fields=(REASON, REFERENCE_NUMBER),
        own_yes=yes_to_time_back,
    ),
    ActOffer(
        slug="angra",
        find=_worker,
        is_open=_never_handed_in,
        act=lambda _task: acts.put_duty_back,
        title=Text("Ångra påbörjandet", "Undo the beginning"),
        button=_always(Text("Ångra påbörjandet", "Undo the beginning")),
        explains=Text(
            "Det blir öppet igen, så att någon annan kan påbörja den. Det behövs när den som ska skriva under "
            "har råkat påbörja den.",
            "The task is open again, so that someone else can begin it. That is needed when the one who is to sign "
            "happened to begin it.",
        ),
        done=Text("Påbörjandet är ångrat.", "The beginning is undone."),
    ),
)
"""Every act on a duty, in the order in which a page offers them."""
