"""Loading agreement folders: snapshots never change, and a folder with errors stops no other."""

import datetime
import shutil
from pathlib import Path

import msgspec
import pytest
from django.template.loader import render_to_string

from naravard.allocation import AllocationError, allocate
from naravard.web.agreements.current import all_shown, foremost, shown_or_404
from naravard.web.agreements.intake import Taken, agreement_folders, take_in_folder, take_in_folders
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot, SnapshotIsImmutableError
from web_shared import FOLDERS, LITEN, WHOLE

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny agreement that a test may change."""
    return Path(shutil.copytree(FOLDERS / LITEN, tmp_path / LITEN))


def rewrite(folder: Path, old: str, new: str) -> Taken:
    file = folder / "agreement.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return take_in_folder(folder, AT)


def test_the_same_files_again_add_nothing(folder: Path) -> None:
    before = AgreementSnapshot.objects.count()
    taken = take_in_folder(folder, AT)
    assert not taken.is_new
    assert AgreementSnapshot.objects.count() == before


def test_changed_files_become_a_new_snapshot_and_are_shown(folder: Path) -> None:
    taken = rewrite(folder, "Lika delar", "Lika stora delar")
    assert taken.is_new
    assert shown_or_404(LITEN).agreement.grants[0].name.sv == "Lika stora delar"
    assert AgreementSnapshot.objects.filter(agreement_id=LITEN).count() == 2


def test_files_that_come_back_are_shown_again(folder: Path) -> None:
    rewrite(folder, "Lika delar", "Lika stora delar")
    taken = rewrite(folder, "Lika stora delar", "Lika delar")
    assert not taken.is_new
    assert shown_or_404(LITEN).agreement.grants[0].name.sv == "Lika delar"


def test_a_snapshot_gives_the_same_agreement_as_its_folder() -> None:
    snapshot = AgreementSnapshot.objects.get(agreement_id=LITEN)
    assert dict(snapshot.files) == {"agreement.yaml": (FOLDERS / LITEN / "agreement.yaml").read_bytes()}
    assert snapshot.files.digest == snapshot.digest


def test_a_snapshot_is_never_changed_nor_removed() -> None:
    snapshot = AgreementSnapshot.objects.get(agreement_id=LITEN)
    snapshot.folder_name = "annan"
    with pytest.raises(SnapshotIsImmutableError, match="never changed"):
        snapshot.save()
    with pytest.raises(SnapshotIsImmutableError, match="never changed"):
        snapshot.delete()


def test_a_folder_with_errors_is_told_of_and_the_others_are_taken_in(tmp_path: Path) -> None:
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / "agreement.yaml").write_text("format: [", encoding="utf-8")
    shutil.copytree(FOLDERS / LITEN, tmp_path / LITEN)
    taken = take_in_folders([tmp_path], AT)
    assert [entry.agreement.id if entry.agreement else None for entry in taken] == [LITEN, None]
    assert taken[1].findings


def test_errors_in_a_new_version_leave_the_old_one_shown(folder: Path) -> None:
    taken = rewrite(folder, "amount: 1000000", "amount: mycket")
    assert taken.agreement is None
    assert shown_or_404(LITEN).agreement.total.amount == 1_000_000


def test_a_folder_is_an_agreement_or_holds_some(tmp_path: Path) -> None:
    assert list(agreement_folders(FOLDERS / LITEN)) == [FOLDERS / LITEN]
    assert [found.name for found in agreement_folders(FOLDERS)] == ["larosaten", LITEN]
    assert list(agreement_folders(tmp_path)) == [tmp_path], "an empty folder is given on, so that it is told of"


def test_money_that_cannot_be_allocated_is_told_of_with_the_way_out() -> None:
    agreement = shown_or_404(LITEN).agreement
    whole = msgspec.structs.replace(agreement, grants=(msgspec.structs.replace(agreement.grants[0], recipients=()),))
    with pytest.raises(AllocationError) as caught:
        allocate(whole)
    page = render_to_string("agreements/parts/problem.html", {"shown": {"problem": caught.value}})
    assert "Pengarna kan inte fördelas" in page
    assert "Gör så här" in page


def test_a_small_agreement_does_not_push_the_great_one_from_the_start_page() -> None:
    every = all_shown()
    assert every[0].agreement.id == LITEN, "the latest comes first in lists"
    assert foremost(every).agreement.id == WHOLE


def test_every_snapshot_that_is_shown_is_of_its_own_agreement() -> None:
    assert all(
        current.agreement_id == current.snapshot.agreement_id
        for current in CurrentSnapshot.objects.select_related("snapshot")
    )
