"""Taking in an agreement leaves its event in the same transaction, and only when something changed."""

import shutil
from pathlib import Path

import pytest
from history_shared import AT

from naravard.web.agreements.intake import take_in_folder
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.history.models import Event
from web_shared import FOLDERS, LITEN, LOADED_AT

pytestmark = pytest.mark.django_db


def test_every_agreement_that_is_shown_was_told_of_when_it_came() -> None:
    taken_in = {
        (event.thing_id, event.told.after["digest"], event.at) for event in Event.objects.filter(thing_kind="agreement")
    }
    shown = CurrentSnapshot.objects.values_list("agreement_id", "snapshot__digest")
    assert {(*current, LOADED_AT) for current in shown} <= taken_in


def test_the_same_files_again_leave_no_event() -> None:
    before = Event.objects.count()
    take_in_folder(FOLDERS / LITEN, AT)
    assert Event.objects.count() == before


def test_other_files_and_files_that_come_back_are_told_of_with_before_and_after(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDERS / LITEN, tmp_path / LITEN)
    file = folder / "agreement.yaml"
    whole = file.read_text(encoding="utf-8")
    first = CurrentSnapshot.objects.get(agreement_id=LITEN).snapshot.digest
    file.write_text(whole.replace("Lika delar", "Lika stora delar"), encoding="utf-8")
    take_in_folder(folder, AT)
    second = CurrentSnapshot.objects.get(agreement_id=LITEN).snapshot.digest
    file.write_text(whole, encoding="utf-8")
    take_in_folder(folder, AT)
    there, back = (event.told for event in Event.objects.order_by("-sequence")[:2][::-1])
    assert (there.before, there.after) == ({"digest": first, "folder": LITEN}, {"digest": second, "folder": LITEN})
    assert (back.before["digest"], back.after["digest"]) == (second, first)
    assert there.thing.name.sv == "Liten överenskommelse"


def test_a_folder_with_errors_leaves_no_event(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text("format: [", encoding="utf-8")
    before = Event.objects.count()
    take_in_folder(tmp_path, AT)
    assert Event.objects.count() == before
