"""The invented people are such as the models and the roles know them."""

import pytest

from naravard.web.access.permissions import Permission
from people_samples import acting, also, member, signed_in_as, stands_in


@pytest.mark.django_db
def test_an_invented_person_has_the_role_and_can_be_signed_in() -> None:
    anna = member("region-09", "official")
    also(anna, "rss-09", "rss-coordinator")

    assert acting(anna).organisation.code == "region-09"
    assert acting(anna, "rss-coordinator").organisation.code == "rss-09"
    assert signed_in_as(anna).session["_auth_user_id"] == str(anna.accounts.get().pk)


@pytest.mark.django_db
def test_an_invented_stand_in_may_do_what_the_other_may() -> None:
    bo, anna = member("region-09", "cfo", "Bo Al"), member("region-09", "official")
    stands_in(anna, for_=bo)

    lent = acting(anna, "cfo")

    assert lent.may(Permission.CERTIFY)
    assert lent.for_whom == bo.named()
