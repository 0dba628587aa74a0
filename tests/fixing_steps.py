"""Agreements taken in again, for tests of what was fixed before."""

from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.site.clock import now


def taken_in_anew(agreement_id: str, *changes: tuple[str, str, str]) -> str:
    """Take an agreement in with words of its files changed (file, old, new); return the new digest."""
    files = dict(CurrentSnapshot.objects.get(pk=agreement_id).snapshot.files)
    for name, old, new in changes:
        before = files[name].decode()
        assert old in before, (name, old)
        files[name] = before.replace(old, new).encode()
    made = AgreementFiles(files, name=agreement_id)
    take_in(actor=THE_SERVICE, agreement_id=agreement_id, files=made, at=now())
    return CurrentSnapshot.objects.get(pk=agreement_id).snapshot.digest
