"""What a request may ask for: the parameters that operations share, and how faults in them are told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Self

from django.http import HttpRequest, HttpResponse
from ninja import Field, P, PathEx, Schema
from ninja.errors import ValidationError
from pydantic import ValidationInfo, model_validator

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.allocation.errors import near
from naravard.web.api.errors import BadParameterError, answer, sentence, shown

AgreementId = PathEx[str, P(description="The agreement's id.")]
ClauseAddress = PathEx[str, P(description="The clause's id, as the text numbers it; hyphens may stand for blanks.")]
GrantId = PathEx[str, P(description="The grant's id.")]
AnnexId = PathEx[str, P(description="The annex's id.")]
Code = PathEx[
    str,
    P(description="The recipient's code: two digits (region, RSS), four (municipality), SKR, or another body's own."),
]

MOST = 1000
USUAL = 100


class Parameters(Schema):
    """What every operation can be asked. A parameter that an operation does not have is refused, not overlooked."""

    language: Literal["sv", "en"] = Field(
        "sv",
        description="The language of messages, and of the pages that answers lead to. The agreement's own texts "
        "always come in both.",
    )

    @model_validator(mode="after")
    def _only_known(self, info: ValidationInfo) -> Self:
        request = (info.context or {}).get("request")
        for name in request.GET if isinstance(request, HttpRequest) else ():
            if name not in type(self).model_fields:
                raise _unknown_parameter(name, type(self).model_fields)
        return self


class Paging(Parameters):
    """What a list can be asked: which part of it."""

    limit: int = Field(USUAL, ge=1, le=MOST, description=f"The most items to answer with, at most {MOST}.")
    offset: int = Field(0, ge=0, description="How many items to pass over.")


def one_of(name: str, value: str | None, known: Iterable[str]) -> str | None:
    """Return the value when it is known or not given; else say which was meant."""
    names = list(known)
    if value is None or value in names:
        return value
    message = Text(f"{name} kan inte vara ”{shown(value)}”.", f"{name} cannot be “{shown(value)}”.")
    raise BadParameterError(name, message, sentence(near(value[:80], names)))


def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer the first of the parameters that could not be read."""
    found = error.errors[0] if error.errors else {}
    name = str(next(iter(reversed(found.get("loc", ()))), ""))
    value = shown(request.GET.get(name, ""))
    expected = _expected(str(found.get("type", "")), found.get("ctx") or {})
    message = Text(f"{name} kan inte vara ”{value}”.", f"{name} cannot be “{value}”.")
    return answer(BadParameterError(name, message, expected))


def _unknown_parameter(name: str, known: Iterable[str]) -> BadParameterError:
    message = Text(
        f"Frågan har ingen parameter som heter ”{shown(name)}”.", f"The question has no parameter “{shown(name)}”."
    )
    return BadParameterError(shown(name), message, sentence(near(name[:80], known)), "parameter-unknown")


def _expected(kind: str, context: Mapping[str, Any]) -> Text:
    """Say what a parameter must be, by what was wrong with it."""
    if kind == "greater_than_equal":
        return Text(f"Ange minst {context['ge']}.", f"Give at least {context['ge']}.")
    if kind == "less_than_equal":
        return Text(f"Ange högst {context['le']}.", f"Give at most {context['le']}.")
    if kind.startswith("int_"):
        return Text("Ange ett heltal.", "Give a whole number.")
    if kind.startswith("bool_"):
        return Text("Ange true eller false.", "Give true or false.")
    if kind == "literal_error":
        return _choices(str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", "))
    return Text("Se beskrivningen i /api/openapi.json.", "See the description in /api/openapi.json.")


def _choices(words: Sequence[str]) -> Text:
    return Text(f"Välj bland {listed(words)}.", f"Choose among {listed(words, 'en')}.")
