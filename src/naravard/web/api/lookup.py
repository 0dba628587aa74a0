"""Finding what an address names; what does not exist is refused with the nearest spelling."""

from django.http import Http404

from naravard.agreement.model import Clause, Text
from naravard.allocation.model import Allocation
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.in_force import in_force
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.api.errors import ApiError, ErrorId, UnknownError, of_allocation, shown


def agreement_named(agreement_id: str) -> Shown:
    """Return the agreement with this id."""
    try:
        if agreement_id.isprintable():  # a database may refuse other signs
            return shown_or_404(agreement_id)
    except Http404:
        pass
    known = CurrentSnapshot.objects.values_list("agreement_id", flat=True)
    message = Text(
        f"Det finns ingen överenskommelse som heter ”{shown(agreement_id)}”.",
        f"There is no agreement “{shown(agreement_id)}”.",
    )
    raise UnknownError("agreement-unknown", message, "agreement_id", agreement_id, known)


def in_force_named(agreement_id: str, grant_id: str = "") -> Shown:
    """Return the agreement with this id with the allocation in force: its newest fixed version, if there is one.

    A grant that came into the agreement after that version is shown as the agreement has it.
    """
    shown = agreement_named(agreement_id)
    valid = in_force(shown)
    return shown if grant_id and all(grant.id != grant_id for grant in valid.agreement.grants) else valid


def allocation_of(found: Shown) -> Allocation:
    """Return the agreement's allocation; the error that stopped it where there is none."""
    if found.allocation is not None:
        return found.allocation
    if found.problem is not None:
        raise of_allocation(found.problem)
    raise ApiError(
        409,
        "not-computable",
        message=Text("Pengarna kan inte fördelas.", "The money cannot be allocated."),
        where="grants",
        way_out=Text("Kontrollera överenskommelsens data.", "Check the agreement's data."),
    )


def clause_named(found: Shown, address: str) -> Clause:
    """Return the clause that an address means."""
    clause = found.clauses.find(address)
    if clause is not None:
        return clause
    known = [entry.id for entry in found.agreement.clauses]
    message = Text(f"Texten har inget avsnitt ”{shown(address)}”.", f"The text has no clause “{shown(address)}”.")
    raise UnknownError("clause-unknown", message, "clause", address, known)


def missing(fault: ErrorId, where: str, wanted: str, known: list[str], *, what: Text) -> UnknownError:
    """Return the fault of something that the agreement does not have; ``what`` is its noun in both languages."""
    message = Text(
        f"Överenskommelsen har {what.sv} ”{shown(wanted)}”.", f"The agreement has {what.en} “{shown(wanted)}”."
    )
    return UnknownError(fault, message, where, wanted, known)
