"""What a person has in hand is shown before a role is ended, and where it is taken over."""

import pytest
from people_shared import AT, DAY, ONE_DAY, REGION, invited, page_of

from activities_steps import proposed
from naravard.web.activities.decisions.models import AreaOfficer
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.people.models import Person
from naravard.web.site.clock import now, today
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, member, signed_in_as, stands_in
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
PEOPLE = f"/organisation/{REGION}/manniskor/"


def ending(who: Person, role: str) -> str:
    """Return the words and addresses of the page where an administrator ends a role."""
    held = who.memberships.get(role=role)
    return page_of(signed_in_as(member(REGION, "administrator", "Ada Min")).get(f"{PEOPLE}roller/{held.pk}/avsluta/"))


def test_all_that_a_leaver_has_in_hand_is_listed_with_where_it_is_taken_over() -> None:
    leaver, bo = member(REGION, "official", "Lea Ut"), member(REGION, "cfo", "Bo Al")
    code = leaver.named().code
    AreaOfficer.objects.create(agreement_id=WHOLE, organisation_id=REGION, area="ambulans", person=leaver, made_at=AT)
    activity = proposed(officer=leaver)
    DutyRecord.objects.create(
        agreement_id=WHOLE, organisation_id=REGION, duty_id="interim-report-regions", begun_at=AT, begun_by=code
    )
    PaperDraft.objects.create(
        agreement_id=WHOLE,
        organisation_id=REGION,
        paper_id="requisition",
        duty_id="requisition-regions-skr",
        preparers=[code],
        changed_at=AT,
    )
    stands_in(leaver, for_=bo, to_day=DAY + 400 * ONE_DAY)

    page = ending(leaver, "official")

    assert "Det här har Lea Ut på gång" in page
    for what, address in (
        ("Ansvarar för området", f"/organisation/{REGION}/pengar/{WHOLE}/beslut/ansvariga/"),
        (f"Ansvarar för aktiviteten ”{activity.name}”", f"/aktiviteter/{activity.number}/andra/"),
        ("Pågår: ", f"/organisation/{REGION}/uppgifter/{WHOLE}/interim-report-regions/"),
        ("Utkast: Rekvisition", f"/organisation/{REGION}/pengar/{WHOLE}/rekvisition/"),
        ("Ställföreträdare för Bo Al, ekonomichef", PEOPLE),
    ):
        assert what in page, what
        assert address in page, address


def test_an_invitation_that_has_no_answer_is_in_the_hands_of_who_sent_it() -> None:
    eva = member(REGION, "administrator", "Eva Öst")
    invited(acting(eva), at=now(), from_day=today())

    assert "Inbjudan till Cilla Ås, som inte har svarat" in ending(eva, "administrator")


def test_what_is_handed_in_is_in_nobodys_hands() -> None:
    leaver = member(REGION, "official", "Lea Ut")
    code = leaver.named().code
    DutyRecord.objects.create(
        agreement_id=WHOLE, organisation_id=REGION, duty_id="interim-report-regions", begun_at=AT, begun_by=code,
        submitted_at=AT,
    )  # fmt: skip
    PaperDraft.objects.create(
        agreement_id=WHOLE, organisation_id=REGION, paper_id="requisition", preparers=[code], changed_at=AT
    )
    HandedInPaper.objects.create(
        agreement_id=WHOLE, organisation_id=REGION, paper_id="requisition", name_sv="Rekvisition", edition=1,
        duty_id="requisition-regions-skr", content=[], content_sha256="0", pdf=b"", pdf_sha256="0", way="paper",
        signed_by=code, handed_in_at=AT, first_handed_in_at=AT, receipt_number="1", digest="0",
    )  # fmt: skip

    assert "på gång" not in ending(leaver, "official")


def test_what_nobody_could_do_afterwards_is_said_before_a_role_is_ended() -> None:
    bo = member(REGION, "signatory", "Bo Al")

    page = ending(bo, "signatory")
    assert "Ingen annan hos er kan sedan:" in page
    assert "skriva under" in page

    member(REGION, "signatory", "Cia Ö")
    assert "Ingen annan hos er kan sedan:" not in ending(bo, "signatory")
