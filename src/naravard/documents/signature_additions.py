"""Whether a signed file says what our paper says: what was added before the first signature is only what signing adds.

A PDF is signed by adding to its end, and what is added may replace any part of what stands before. So the file is held
against our paper object by object: nothing may be replaced but the document's root, its pages, and what it says of
itself to machines; in those nothing may differ but the signature fields; and the fields may be nothing but signatures.
What comes after a signature is pyHanko's to compare.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

_OF_THE_ROOT = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"})
_OF_A_PAGE = frozenset({"/Annots", "/Tabs"})
_OF_THE_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances"})
_MOST_PAGES = 2000


def only_signatures_added(reader: PdfFileReader, original: bytes, signed_revision: int) -> bool:
    """Say whether only signature fields were added between our paper and the revision that was signed first."""
    try:
        ours = PdfFileReader(BytesIO(original)).xrefs.total_revisions - 1
        before, after = reader.get_historical_resolver(ours), reader.get_historical_resolver(signed_revision)
        return (
            _replaces_nothing_else(reader, before, ours, signed_revision)
            and _same(before.root, after.root, _OF_THE_ROOT)
            and all(_is_same_page(before, after, page) for page in _pages(before))
            and _is_form_of_signatures(after)
        )
    except (PdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return False  # not as a paper that was signed is


def _replaces_nothing_else(reader: PdfFileReader, before: HistoricalResolver, ours: int, signed: int) -> bool:
    may = {before.root_ref, before.trailer_view.raw_get("/Info").reference, *_pages(before), *_lists(before)}
    metadata = before.root.get("/Metadata", None)
    if metadata is not None:
        may.add(before.root.raw_get("/Metadata").reference)
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


def _pages(resolver: HistoricalResolver) -> Iterator[generic.Reference]:
    """Give the references of the pages."""
    left = [resolver.root.raw_get("/Pages").reference]
    seen = 0
    while left:
        reference = left.pop()
        seen += 1
        if seen > _MOST_PAGES:
            raise PdfError("not as a document of pages is")
        node = resolver.get_object(reference)
        if "/Kids" in node:
            left.extend(_reference(kid) for kid in _raw_list(node["/Kids"]))
        else:
            yield reference


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
