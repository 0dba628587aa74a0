"""Who takes part: the built-in organisations and groups, and the agreement's own."""

from msgspec.structs import replace

from naravard.agreement import reference
from naravard.agreement.draft import Draft
from naravard.agreement.model import Organisation, Recipient, RecipientGroup
from naravard.agreement.sources.codes import is_address_safe, is_total, names_of, near_code
from naravard.agreement.sources.folder_files import Tables, usable_code


def fill_organisations(draft: Draft) -> None:
    """Add the built-in organisations, and the parties, to the agreement's own."""
    agreement = draft.agreement
    known = {organisation.id: organisation for organisation in reference.organisations()}
    known.update({organisation.id: organisation for organisation in agreement.organisations})
    for party in agreement.parties:
        known.setdefault(party.id, Organisation(id=party.id, name=party.name))
    draft.replace(organisations=tuple(known.values()))


def organisation_groups(draft: Draft) -> tuple[RecipientGroup, ...]:
    """Return a group of one for each organisation that is named where a group of recipients is: it receives itself."""
    agreement = draft.agreement
    groups = {group.id for group in (*reference.groups(), *agreement.recipients)}
    named = dict.fromkeys(
        one.text for one in draft.references if one.kind in ("group", "actor") and one.text not in groups
    )
    receiving = {one.text for one in draft.references if one.kind == "group"}
    found = {organisation.id: organisation for organisation in agreement.organisations}
    return tuple(
        RecipientGroup(id=name, name=found[name].name, kind="organisation", members=(_organisation(found[name]),))
        for name in named
        if name in found and name in receiving
    )


def _organisation(organisation: Organisation) -> Recipient:
    return Recipient(organisation.id, organisation.name.sv, "organisation", number=organisation.number)


def filled_group(draft: Draft, tables: Tables, group: RecipientGroup) -> RecipientGroup:
    """Fill a group's members; one without any has its finding."""
    if group.id in {built_in.id for built_in in reference.groups()}:
        draft.report("A071", draft.at(group, "id"), id=group.id)
    members = _other_members(draft, tables, group) if group.kind == "other" else _built_in_members(draft, group)
    filled = replace(group, members=members or ())
    draft.places.move(group, filled)
    if members is None:
        draft.places.spoil(filled, "members")
    elif not members:
        draft.report("A100", draft.at(filled), id=group.id)
        draft.places.spoil(filled, "members")
    return filled


def _built_in_members(draft: Draft, group: RecipientGroup) -> tuple[Recipient, ...] | None:
    if group.file is not None:
        draft.lost_a_file = True
        draft.report("A102", draft.at(group, "file"), id=group.id)
        return None
    if group.only and group.without:
        draft.report("A103", draft.at(group, "without"), id=group.id)
        return None
    if not draft.whole(group, "only", "without"):
        return None
    everyone = reference.recipients_of_kind(group.kind)
    if group.kind == "organisation":
        everyone = tuple(_organisation(one) for one in draft.agreement.organisations if one.id in group.only)
    names = names_of(everyone)
    unknown = [code for code in (*group.only, *group.without) if code not in names]
    if unknown:
        name, codes = ("only", group.only) if group.only else ("without", group.without)
        place = draft.at(group, name, codes.index(unknown[0]))
        draft.report("A068", place, near=near_code(unknown[0], names), codes=tuple(unknown))
        return None
    taken = set(group.only) or set(names) - set(group.without)
    return tuple(recipient for recipient in everyone if recipient.code in taken)


def _other_members(draft: Draft, tables: Tables, group: RecipientGroup) -> tuple[Recipient, ...] | None:
    if group.file is None:
        if draft.whole(group, "file"):
            draft.report("A101", draft.at(group), id=group.id)
        return None
    table = tables.table(draft.at(group, "file"), group.file, ("code", "name"))
    if table is None:
        return None
    before = len(draft.findings)
    counties = names_of(reference.regions())
    members: dict[str, Recipient] = {}
    for row in table.rows:
        code, county = row.cells["code"], row.cells.get("county", "")
        if not usable_code(draft, table, row, members):
            continue
        if not is_address_safe(code) or is_total(code):
            draft.report("A107", table.at(row.line), code=code)
        if not row.cells["name"]:
            draft.report("A112", table.at(row.line), column="name")
        if county and county not in counties:
            draft.report("A106", table.at(row.line), near=near_code(county, counties), code=county)
        number = row.cells.get("number", "")
        members[code] = Recipient(code=code, name=row.cells["name"], kind="other", county=county, number=number)
    return tuple(members[code] for code in sorted(members)) if len(draft.findings) == before and table.whole else None
