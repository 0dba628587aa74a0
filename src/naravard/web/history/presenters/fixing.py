"""Sentences of :mod:`naravard.web.fixing`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _after(told: Told, name: str) -> str:
    return str((told.after or {}).get(name, "–"))


def _total(told: Told) -> str:
    total = (told.after or {}).get("total")
    return kronor(total) if isinstance(total, int) else "–"


def allocation_fixed(told: Told) -> Text:
    """Tell that a version was fixed."""
    version, name, by = _after(told, "version"), told.thing.name, who(told)
    return Text(
        f"{by.sv} fastställde version {version} av fördelningen i ”{name.sv}”: {_total(told)}.",
        f"{by.in_language('en')} fixed version {version} of the allocation in “{name.in_language('en')}”: "
        f"{_total(told)}.",
    )


def reference_number_stated(told: Told) -> Text:
    """Tell which reference number was stated, and which held before."""
    number, name, by = _after(told, "number"), told.thing.name, who(told)
    was = (told.before or {}).get("number")
    before = (f" i stället för {was}", f" instead of {was}") if was else ("", "")
    return Text(
        f"{by.sv} angav {number}{before[0]} som ”{name.sv}”.",
        f"{by.in_language('en')} stated {number}{before[1]} as “{name.in_language('en')}”.",
    )


PRESENTERS: dict[str, Presenter] = {
    "allocation-fixed": allocation_fixed,
    "reference-number-stated": reference_number_stated,
}
