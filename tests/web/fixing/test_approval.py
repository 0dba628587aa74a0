"""An agreement's text and data are approved by a named person, with remarks, and void when they change."""

import pytest
from django.test import Client

from fixing_steps import taken_in_anew
from money_steps import FIXED_AT
from naravard.web.agreements.approvals import approvals_of
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.models import Approval, ApprovalStandsError
from naravard.web.fixing.acts import approve_agreement
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from people_samples import acting, member, signed_in_as
from web_pages import heading, main_of, own_yes, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db
PAGE = f"/overenskommelser/{WHOLE}/genomgang/"
FORM = f"/organisation/regeringskansliet/pengar/{WHOLE}/faststallande/godkannande/"


def approved(*remarks: str) -> Approval:
    """Let one lawyer approve it once with each remark; return the last."""
    lawyer = acting(member("regeringskansliet", "ministry-official", "Lena Lag"))
    made = [approve_agreement(actor=lawyer, agreement_id=WHOLE, at=FIXED_AT, remarks=one) for one in remarks or ("",)]
    return made[-1]


def test_nobody_has_approved_it_from_the_beginning(reader: Client) -> None:
    assert "Ingen har godkänt texten och uppgifterna än." in words(main_of(reader, PAGE))


def test_it_is_approved_on_a_page_and_the_name_and_the_remark_stand_with_the_text(reader: Client) -> None:
    lawyer = signed_in_as(member("regeringskansliet", "ministry-official", "Lena Lag"))
    main = main_of(lawyer, FORM)
    assert heading(main) == "Godkänn texten och det den blev"
    assert own_yes(main) == {"medger": []}, "every sentence of this text is accounted for"
    hidden = {one.get("name"): one.get("value", "") for one in main.xpath(".//form//input[@type='hidden']")}
    answer = lawyer.post(FORM, hidden | {"remarks": "Avsnitt 3 bör läsas med avsnitt 7."})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    told = words(main_of(reader, PAGE))
    assert "av Lena Lag, Regeringskansliet" in told
    assert "Anmärkning: Avsnitt 3 bör läsas med avsnitt 7." in told
    assert Event.objects.filter(kind="agreement-approved").count() == 1
    assert "Lena Lag" in words(main_of(lawyer, "/organisation/regeringskansliet/pengar/" + WHOLE + "/faststallande/"))


def test_it_stands_in_the_pdf(reader: Client) -> None:
    before = reader.get(PAGE.rstrip("/") + ".pdf").content
    approved("Läst i sin helhet")
    assert reader.get(PAGE.rstrip("/") + ".pdf").content != before


def test_it_is_void_when_the_data_change_and_still_told(reader: Client) -> None:
    approved()
    assert [one.holds for one in approvals_of(shown_or_404(WHOLE))] == [True]
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 600 000"))
    assert [one.holds for one in approvals_of(shown_or_404(WHOLE))] == [False]
    assert "Gäller inte längre: texten eller uppgifterna har ändrats sedan dess." in words(main_of(reader, PAGE))


def test_what_was_read_must_be_what_is_approved() -> None:
    lawyer = acting(member("regeringskansliet", "ministry-official", "Lena Lag"))
    with pytest.raises(MoneyRefusedError, match="have changed since you opened"):
        approve_agreement(actor=lawyer, agreement_id=WHOLE, at=FIXED_AT, seen_reads="något annat")
    assert not Approval.objects.exists()


def test_the_same_person_does_not_approve_the_same_twice() -> None:
    approved("Läst", "Läst igen, med en anmärkning till")
    assert Approval.objects.count() == 2
    with pytest.raises(MoneyRefusedError, match="approved it already"):
        approved("Läst", "Läst")


def test_an_approval_is_never_changed() -> None:
    made = approved()
    made.remarks = "Något annat"
    with pytest.raises(ApprovalStandsError):
        made.save()
    with pytest.raises(ApprovalStandsError):
        made.delete()


def test_a_text_that_is_not_here_cannot_be_approved() -> None:
    lawyer = acting(member("regeringskansliet", "ministry-official", "Lena Lag"))
    with pytest.raises(MoneyRefusedError, match="text is not here"):
        approve_agreement(actor=lawyer, agreement_id=LITEN, at=FIXED_AT)


def test_others_than_those_who_fix_have_no_such_page() -> None:
    assert signed_in_as(member("socialstyrelsen", "report-analyst", "Ove Ek")).get(FORM).status_code == 404
