"""How a paper is worked on: written by several, checked, made ready, signed by another, handed in. The same for all.

A room of its own (requisitions, activity reports) says with a :class:`Desk` what its paper is and which acts do it; the
pages are :mod:`.views.desk`'s.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse

from naravard.agreement.model import Paper, Text
from naravard.documents.paper_pdf import PaperDocument
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.papers.known import Lacking
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.site.forms import Field, Written
from naravard.web.tasks.reading import Task


class Work(Protocol):
    """A paper of an organisation as it stands, whatever has become of it."""

    @property
    def shown(self) -> Shown:
        """The agreement."""

    @property
    def organisation(self) -> Organisation:
        """Whose paper it is."""

    @property
    def task(self) -> Task:
        """The duty that it carries."""

    @property
    def paper(self) -> Paper | None:
        """What the agreement says that it shall hold; none where its data do not say."""

    @property
    def draft(self) -> PaperDraft:
        """The paper being written."""

    @property
    def newest(self) -> HandedInPaper | None:
        """The edition that was handed in last."""

    @property
    def is_open(self) -> bool:
        """Whether it can be written and handed in now."""

    @property
    def is_outdated(self) -> bool:
        """Whether what it rests on has been changed since it was written or made ready."""

    @property
    def lacks(self) -> Sequence[Text]:
        """What is to be written or filled in before it can be made ready, in words."""

    @property
    def details_lacking(self) -> Sequence[Lacking]:
        """What is to be filled in among the organisation's details."""

    def fields(self) -> list[Field]:
        """Return the fields of its form, with what has been written."""

    def read(self, written: Written) -> dict[str, str]:
        """Return what was written as it is kept, by the names of the fields."""

    def document(self, made: datetime.date) -> PaperDocument:
        """Return the paper as it would be made ready on a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWords:
    """What the pages say, each the name of the one paper."""

    write: Text
    """The heading of the form."""
    check: Text
    sign: Text
    written: Text
    """What was done, on the page after."""
    ready: Text
    opened: Text
    handed_in: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One paper's room."""

    space: str
    """The namespace of the addresses, which holds ``write``, ``check``, ``open``, ``sign`` and ``pdf``."""
    room: str
    """The name of the address that shows how it stands."""
    paper_id: str
    find: Callable[[Shown, Organisation, datetime.datetime], Work]
    write: Callable[..., Any]
    ready: Callable[..., Any]
    open: Callable[..., Any]
    hand_in: Callable[..., HandedInPaper]
    signs: Permission
    words: DeskWords

    def url(self, name: str, work: Work) -> str:
        """Return one of the room's addresses."""
        return reverse(f"{self.space}:{name}", args=[work.organisation.code, work.shown.agreement.id])

    def urls(self, work: Work) -> Mapping[str, str]:
        """Return the room's addresses by name, with how it stands as ``room``."""
        found = {name: self.url(name, work) for name in ("write", "check", "open", "sign", "pdf")}
        return found | {"room": reverse(self.room, args=[work.organisation.code, work.shown.agreement.id])}
