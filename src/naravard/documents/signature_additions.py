"""Whether a signed file says what our paper says: what was added before the first signature, and by what.

A PDF is signed by adding to its end, and what is added may replace any part of what stands before. So the file is held
against our paper object by object: nothing may be replaced but the document's root, its pages, and what it says of
itself to machines; in those nothing may differ but the signature fields; and the fields may be nothing but signatures.
What comes after a signature is pyHanko's to compare.

Services for signatures that add a page of their own, or enclose a record of the signing, do not change what the paper
says; they make another document of it all the same, and are told apart from what changes the paper.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

_OF_THE_ROOT = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"})
_OF_A_PAGE = frozenset({"/Annots", "/Tabs"})
_OF_THE_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"})
_OF_A_RECORD = frozenset({"/Names", "/AF", "/PageMode"})
_OF_ADDED_PAGES = frozenset({"/Kids", "/Count"})
_MOST_PAGES = 2000


class Addition(Enum):
    """What was added to our paper before it was first signed."""

    SIGNATURES = "signatures"
    """What signing adds, and nothing else."""
    PAGE = "page"
    """A page after or before ours, which are as they were."""
    RECORD = "record"
    """A file enclosed; the pages are as they were."""
    OTHER = "other"
    """Something else: the paper may say something else."""


def added_before(reader: PdfFileReader, original: bytes, signed_revision: int) -> Addition:
    """Return what was added between our paper and the revision that was signed first."""
    try:
        ours = PdfFileReader(BytesIO(original)).xrefs.total_revisions - 1
        before, after = reader.get_historical_resolver(ours), reader.get_historical_resolver(signed_revision)
        old, new = list(_pages(before)), list(_pages(after))
        kept = [page for page in new if page in set(old)]
        if (
            kept != old
            or not _replaces_nothing_else(reader, before, ours, signed_revision)
            or not _same(before.root, after.root, _OF_THE_ROOT | _OF_A_RECORD)
            or not all(_is_same_page(before, after, page) for page in old)
            or not all(_same_node(before, after, node, has_more=len(new) > len(old)) for node in _nodes(before))
            or not _is_form_of_signatures(after)
        ):
            return Addition.OTHER
        if not _same(before.root, after.root, _OF_THE_ROOT):
            return _with_record(before, after, Addition.PAGE if len(new) > len(old) else Addition.RECORD)
        return Addition.PAGE if len(new) > len(old) else Addition.SIGNATURES
    except (PdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return Addition.OTHER  # not as a paper that was signed is


def shown_on(reader: PdfFileReader) -> list[bytes]:
    """Return what a file draws on each page, as it is when unpacked; nothing if it cannot be read."""
    try:
        return [_drawn(reader, page) for page in _pages(reader.get_historical_resolver(reader.total_revisions - 1))]
    except (PdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return []


def _drawn(reader: PdfFileReader, page: generic.Reference) -> bytes:
    content: Any = reader.get_object(page)["/Contents"]
    parts = content if isinstance(content, generic.ArrayObject) else [content]
    return b"\n".join(part.get_object().data for part in parts).strip()


def _with_record(before: HistoricalResolver, after: HistoricalResolver, otherwise: Addition) -> Addition:
    """Return what it is where the document names more than it did: files enclosed, and nothing else."""
    was, now = (
        _found(it, it.root.raw_get("/Names")) if "/Names" in it.root else generic.DictionaryObject()
        for it in (before, after)
    )
    return otherwise if _same(was, now, frozenset({"/EmbeddedFiles"})) else Addition.OTHER


def _replaces_nothing_else(reader: PdfFileReader, before: HistoricalResolver, ours: int, signed: int) -> bool:
    may = {before.root_ref, before.trailer_view.raw_get("/Info").reference, *_pages(before), *_lists(before)}
    may.update(_nodes(before))
    for name in ("/Metadata", "/Names"):
        raw = before.root.raw_get(name) if name in before.root else None
        if isinstance(raw, generic.IndirectObject):
            may.add(raw.reference)
    known = {(ref.idnum, ref.generation) for ref in may}
    there = {
        (ref.idnum, ref.generation)
        for revision in range(ours + 1)
        for ref in reader.xrefs.explicit_refs_in_revision(revision)
    }
    replaced = {
        (ref.idnum, ref.generation)
        for revision in range(ours + 1, signed + 1)
        for ref in reader.xrefs.explicit_refs_in_revision(revision)
    } & there
    return replaced <= known


def _same_node(
    before: HistoricalResolver, after: HistoricalResolver, node: generic.Reference, *, has_more: bool
) -> bool:
    """Say whether what holds the pages together is as it was, but for the pages that were added."""
    but = _OF_ADDED_PAGES if has_more else frozenset[str]()
    return _same(before.get_object(node), after.get_object(node), but)


def _nodes(resolver: HistoricalResolver) -> Iterator[generic.Reference]:
    """Give the references of what holds the pages together."""
    return (node for node, is_page in _tree(resolver) if not is_page)


def _pages(resolver: HistoricalResolver) -> Iterator[generic.Reference]:
    """Give the references of the pages, in their order."""
    return (node for node, is_page in _tree(resolver) if is_page)


def _tree(resolver: HistoricalResolver) -> Iterator[tuple[generic.Reference, bool]]:
    """Give what holds the pages together and the pages, each with whether it is a page."""
    left = [resolver.root.raw_get("/Pages").reference]
    seen = 0
    while left:
        reference = left.pop()
        seen += 1
        if seen > _MOST_PAGES:
            raise PdfError("not as a document of pages is")
        node = resolver.get_object(reference)
        if "/Kids" in node:
            left.extend(reversed([_reference(kid) for kid in _raw_list(node["/Kids"])]))
            yield reference, False
        else:
            yield reference, True


def _lists(resolver: HistoricalResolver) -> Iterator[generic.Reference]:
    """Give the references of the pages' lists of notes, where those are objects of their own."""
    for page in _pages(resolver):
        annotations = resolver.get_object(page).get("/Annots", None)
        raw = resolver.get_object(page).raw_get("/Annots") if annotations is not None else None
        if isinstance(raw, generic.IndirectObject):
            yield raw.reference


def _is_same_page(before: HistoricalResolver, after: HistoricalResolver, page: generic.Reference) -> bool:
    was, now = before.get_object(page), after.get_object(page)
    if not _same(was, now, _OF_A_PAGE):
        return False
    old = [_written(one) for one in _raw_list(was.get("/Annots", ()))]
    new = _raw_list(now.get("/Annots", ()))
    if [_written(one) for one in new][: len(old)] != old:
        return False
    return all(_is_signature_field(_found(after, one)) for one in new[len(old) :])


def _is_form_of_signatures(after: HistoricalResolver) -> bool:
    form = after.root["/AcroForm"]
    fields = [_found(after, one) for one in _raw_list(form["/Fields"])]
    return set(form) <= _OF_THE_FORM and bool(fields) and all(_is_signature_field(field) for field in fields)


def _is_signature_field(field: Any) -> bool:
    """Say whether a field is a signature; its notes on the pages are fields of their own or the same object."""
    if field.get("/Subtype", "/Widget") != "/Widget" or "/A" in field or "/AA" in field:
        return False
    kind = field.get("/FT", None)
    parent = field.get("/Parent", None)
    return bool(kind == "/Sig" or (kind is None and parent is not None and parent.get("/FT", None) == "/Sig"))


def _same(was: Mapping[str, Any], now: Mapping[str, Any], but: frozenset[str]) -> bool:
    return {key: _raw(was, key) for key in set(was) - but} == {key: _raw(now, key) for key in set(now) - but}


def _raw(dictionary: Any, key: str) -> bytes:
    return _written(dictionary.raw_get(key))


def _written(value: Any) -> bytes:
    stream = BytesIO()
    value.write_to_stream(stream)
    return stream.getvalue()


def _raw_list(value: Any) -> list[Any]:
    """Return what a list holds, references as references."""
    found: Any = value.get_object() if isinstance(value, generic.IndirectObject) else value
    return [found.raw_get(place) for place in range(len(found))] if isinstance(found, generic.ArrayObject) else []


def _reference(value: Any) -> generic.Reference:
    if not isinstance(value, generic.IndirectObject):
        raise PdfError("not as a document of pages is")
    return value.reference


def _found(resolver: HistoricalResolver, value: Any) -> Any:
    return resolver.get_object(value.reference) if isinstance(value, generic.IndirectObject) else value
