"""What changes drafts of agreements: each act one function, one transaction, one event."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Max

from naravard.agreement.field_words import field_label
from naravard.agreement.files import SECTIONS, AgreementFiles
from naravard.agreement.manuscript import Manuscript, NoSuchPlaceError, Path
from naravard.agreement.model import Agreement, Text
from naravard.agreement.shapes import OneOf
from naravard.agreement.structure import RULE_TAG
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.agreements.models import AgreementSnapshot, pack
from naravard.web.drafting.entries import entries_of, kind_of, shape_at
from naravard.web.drafting.errors import gone, put_away, taken_id
from naravard.web.drafting.models import AgreementDraft
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.site.conflict import ChangedMeanwhileError

CONTENT = "content"
"""The name of the one field of a whole file."""
_DRAFT = Thing("agreement-draft", "region-09/1", Text("Exempelöverenskommelsen 2027"))


def _where(told: Told) -> Text:
    """Return which place in the draft it was: the section and the item, or the file; the draft itself has none."""
    where = str((told.after or told.before or {}).get("where", ""))
    section, _sign, rest = where.partition("/")
    if not where:
        return Text("")
    if section in SECTIONS:
        label = field_label(Agreement, section)
        item = f" ({rest})" if rest else ""
        return Text(f"{label.sv.lower()}{item} i ", f"{label.en.lower()}{item} in ")
    return Text(f"{where} i ", f"{where} in ")


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-begun",
        Text(
            "{who} påbörjade utkastet {thing:quoted} för {whose}.", "{who} began the draft {thing:quoted} for {whose}."
        ),
        example(_DRAFT, after={"begun_from": "a"}),
    ),
)
def begin_agreement_draft(
    *,
    actor: Actor,
    organisation: Organisation,
    files: AgreementFiles,
    begun_from: str,
    at: datetime.datetime,
    amends: bool = False,
) -> AgreementDraft:
    """Begin a draft with the files of a folder, whose name is the short name that the agreement is to have.

    ``amends`` says that it is to change the agreement that it is begun from, and keeps its short name.

    Raises:
        DraftRefusedError: when an agreement that is shown has that short name, and the draft does not amend it.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if shown_named(files.name) is not None and not (amends and _is_of(files.name, begun_from)):
        raise taken_id(files.name)
    last = AgreementDraft.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    draft = AgreementDraft.objects.create(
        organisation=organisation,
        number=(last or 0) + 1,
        agreement_id=files.name,
        name=_name(Manuscript(files)),
        content=pack(files),
        begun_from=begun_from,
        made_at=at,
        made_by=actor.who.code,
        changed_at=at,
        changed_by=actor.who.code,
    )
    _tell(actor, draft, "agreement-draft-begun", None, {"begun_from": begun_from, "digest": files.digest}, at)
    return draft


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-changed",
        Text(
            "{who} ändrade {where}utkastet {thing:quoted} för {whose}.",
            "{who} changed {where}the draft {thing:quoted} for {whose}.",
        ),
        example(_DRAFT, before={"where": "grants/stod", "amount": "1"}, after={"where": "grants/stod", "amount": "2"}),
        where=_where,
    ),
)
def change_agreement_draft(
    *,
    actor: Actor,
    organisation: Organisation,
    number: int,
    path: Path,
    values: Mapping[str, str],
    version: int,
    at: datetime.datetime,
) -> AgreementDraft:
    """Change fields of one item of a draft, by the names of its form; the same values again change nothing.

    Raises:
        ChangedMeanwhileError: when the draft has another version than ``version``.
        DraftRefusedError: when the item is gone, or the draft is put away.
    """
    draft = locked_draft(organisation, number)
    manuscript = Manuscript(draft.files)
    try:
        shape = shape_at(manuscript, path)
        known = {entry.name: entry for entry in entries_of(manuscript, path, shape, values.get(RULE_TAG, ""))}
        before = values_at(manuscript, path, list(values))
    except LookupError as error:
        raise gone() from error
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return draft
    if version != draft.version:
        raise ChangedMeanwhileError(asked=version, version=draft.version, now=before)
    try:
        if isinstance(shape, OneOf) and RULE_TAG in changed:
            manuscript.put(path, {RULE_TAG: changed[RULE_TAG]})
            changed = {name: value for name, value in values.items() if value or name == RULE_TAG}
        for name, value in changed.items():
            if name in known:
                known[name].put(manuscript, path, value)
    except NoSuchPlaceError as error:
        raise gone() from error
    told = {name: before.get(name, "") for name in changed}
    return _save(actor, draft, manuscript, "agreement-draft-changed", path, told, changed, at)


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-item-added",
        Text(
            "{who} lade till {where}utkastet {thing:quoted} för {whose}.",
            "{who} added {where}the draft {thing:quoted} for {whose}.",
        ),
        example(_DRAFT, after={"where": "grants/stod"}),
        where=_where,
    ),
)
def add_to_agreement_draft(
    *,
    actor: Actor,
    organisation: Organisation,
    number: int,
    path: Path,
    values: Mapping[str, str],
    at: datetime.datetime,
) -> Path:
    """Add an item last in a list of a draft, with the fields that were written; return the item's path.

    Raises:
        DraftRefusedError: when the list is gone, or the draft is put away.
    """
    draft = locked_draft(organisation, number)
    manuscript = Manuscript(draft.files)
    try:
        shape = shape_at(manuscript, (*path, "0"))
        first = next(name for name, value in values.items() if value and "." not in name)
        added = manuscript.append(path, {first: values[first]})
        for entry in entries_of(manuscript, added, shape):
            if values.get(entry.name):
                entry.put(manuscript, added, values[entry.name])
        added = (*path, manuscript.items(path)[-1][0])
    except LookupError as error:
        raise gone() from error
    _save(actor, draft, manuscript, "agreement-draft-item-added", added, None, {}, at)
    return added


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-item-taken-out",
        Text(
            "{who} tog bort {where}utkastet {thing:quoted} för {whose}.",
            "{who} took away {where}the draft {thing:quoted} for {whose}.",
        ),
        example(_DRAFT, before={"where": "grants/stod"}),
        where=_where,
    ),
)
def take_out_of_agreement_draft(
    *, actor: Actor, organisation: Organisation, number: int, path: Path, version: int, at: datetime.datetime
) -> AgreementDraft:
    """Take an item of a draft away, with all that it holds.

    Raises:
        DraftRefusedError: when someone has changed the draft since ``version``, or it is put away.
    """
    draft = locked_draft(organisation, number)
    manuscript = Manuscript(draft.files)
    if version != draft.version or not path:
        raise gone()
    try:
        manuscript.take_out(path)
    except NoSuchPlaceError as error:
        raise gone() from error
    return _save(actor, draft, manuscript, "agreement-draft-item-taken-out", path, {}, None, at)


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-file-written",
        Text(
            "{who} skrev {where}utkastet {thing:quoted} för {whose}.",
            "{who} wrote {where}the draft {thing:quoted} for {whose}.",
        ),
        example(_DRAFT, before={"where": "keys/befolkning.csv"}, after={"where": "keys/befolkning.csv"}),
        where=_where,
    ),
)
def write_agreement_draft_file(
    *,
    actor: Actor,
    organisation: Organisation,
    number: int,
    file: str,
    change: Callable[[str], str],
    was: Callable[[str], Mapping[str, str]],
    version: int,
    at: datetime.datetime,
    named_by: Path = (),
    names: str = "file",
) -> AgreementDraft:
    """Write a file of numbers or text: ``change`` makes the new text of the one that there is (empty for none).

    ``named_by`` is the item that names the file from now on (a key), and ``names`` its field that does. ``was`` says,
    of a text, what the fields of the form would be, for one who is told that another has written meanwhile.

    Raises:
        ChangedMeanwhileError: when the draft has another version than ``version``.
    """
    draft = locked_draft(organisation, number)
    manuscript = Manuscript(draft.files)
    there = draft.files.get(file, b"").decode("utf-8-sig", "replace")
    if version != draft.version:
        raise ChangedMeanwhileError(asked=version, version=draft.version, now=was(there))
    wanted = change(there)
    if wanted == there:
        return draft
    manuscript.put_file(file, wanted.encode())
    if named_by and manuscript.text((*named_by, names)) != file:
        try:
            manuscript.put((*named_by, names), file)
        except NoSuchPlaceError as error:
            raise gone() from error
    return _save(actor, draft, manuscript, "agreement-draft-file-written", tuple(file.split("/")), {}, {}, at)


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-put-away",
        Text(
            "{who} lade undan utkastet {thing:quoted} för {whose}.",
            "{who} put the draft {thing:quoted} away for {whose}.",
        ),
        example(_DRAFT, before={}),
    ),
)
def put_agreement_draft_away(
    *, actor: Actor, organisation: Organisation, number: int, at: datetime.datetime
) -> AgreementDraft:
    """Put a draft away: it is kept and can be taken up again."""
    draft = locked_draft(organisation, number)
    draft.put_away_at = at
    draft.save(update_fields=["put_away_at"])
    _tell(actor, draft, "agreement-draft-put-away", {}, None, at)
    return draft


@act(
    Permission.DRAFT_AGREEMENTS,
    leaves=event(
        "agreement-draft-taken-up",
        Text(
            "{who} tog fram utkastet {thing:quoted} igen för {whose}.",
            "{who} took the draft {thing:quoted} up again for {whose}.",
        ),
        example(_DRAFT, after={}),
    ),
)
def take_agreement_draft_up(
    *, actor: Actor, organisation: Organisation, number: int, at: datetime.datetime
) -> AgreementDraft:
    """Take a draft up again that was put away; one that was not stays as it is."""
    draft = locked_draft(organisation, number, also_put_away=True)
    if draft.put_away_at is None:
        return draft
    draft.put_away_at = None
    draft.save(update_fields=["put_away_at"])
    _tell(actor, draft, "agreement-draft-taken-up", None, {}, at)
    return draft


def locked_draft(organisation: Organisation, number: int, *, also_put_away: bool = False) -> AgreementDraft:
    """Return a draft, locked until the transaction ends.

    Raises:
        NotAllowedError: when there is none.
        DraftRefusedError: when it is put away.
    """
    found = AgreementDraft.objects.select_for_update(no_key=True).filter(organisation=organisation, number=number)
    draft = found.first()
    if draft is None:
        message = f"{organisation.code} has no draft {number}"
        raise NotAllowedError(message)
    if draft.put_away_at is not None and not also_put_away:
        raise put_away()
    return draft


def values_at(manuscript: Manuscript, path: Path, names: list[str]) -> dict[str, str]:
    """Return what the fields of an item's form are now, by name; one that the item does not have is empty.

    Raises:
        LookupError: when the format has nothing at the path.
    """
    shape = shape_at(manuscript, path)
    there = {entry.name: entry.value(manuscript, path) for entry in entries_of(manuscript, path, shape)}
    if isinstance(shape, OneOf):
        there[RULE_TAG] = kind_of(manuscript, path)
    return {name: there.get(name, "") for name in names}


def _save(
    actor: Actor,
    draft: AgreementDraft,
    manuscript: Manuscript,
    kind: str,
    path: Path,
    before: Mapping[str, str] | None,
    after: Mapping[str, str] | None,
    at: datetime.datetime,
) -> AgreementDraft:
    """Keep what the files have become, and leave the event of it."""
    wanted = manuscript.text(("id",)) or draft.agreement_id
    files = AgreementFiles(manuscript.files, name=wanted)
    if wanted != draft.agreement_id and shown_named(wanted) is not None:
        raise taken_id(wanted)
    draft.agreement_id, draft.name, draft.content = wanted[:200], _name(manuscript), pack(files)
    draft.version += 1
    draft.changed_at, draft.changed_by = at, actor.who.code
    draft.save()
    where = {"where": "/".join(path)}
    digest: dict[str, Any] = {"digest": files.digest}
    _tell(
        actor,
        draft,
        kind,
        None if before is None else {**before, **where},
        None if after is None else {**after, **where, **digest},
        at,
    )
    return draft


def _is_of(agreement_id: str, begun_from: str) -> bool:
    """Tell whether the files that a draft is begun from are an agreement's."""
    found: bool = AgreementSnapshot.objects.filter(digest=begun_from, agreement_id=agreement_id).exists()
    return found


def _name(manuscript: Manuscript) -> str:
    found = manuscript.get(("name",))
    words = found.get("sv") if isinstance(found, Mapping) else found
    return str(words or manuscript.text(("id",)))[:300]


def _tell(
    actor: Actor,
    draft: AgreementDraft,
    kind: str,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
    at: datetime.datetime,
) -> None:
    tell(
        actor=actor,
        organisation=draft.organisation,
        thing=draft.thing(),
        kind=kind,
        before=before,
        after=after,
        at=at,
    )
