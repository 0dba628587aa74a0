"""``/api/``: what the service is, and where to go from there."""

from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.addresses import open_to_everyone
from naravard.web.api.addresses import root
from naravard.web.api.description import answers
from naravard.web.api.parameters import Parameters
from naravard.web.site.version import VERSION

router = Router(tags=["Service"])


class Service(Struct, frozen=True, kw_only=True):
    """The service, and its first addresses."""

    name: Annotated[str, about("The service's name.")]
    version: Annotated[str, about("The program's version.")]
    about: Annotated[Text, about("What it is.")]
    agreements: Annotated[str, about("The address of the agreements.")]
    openapi: Annotated[str, about("The address of this description.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


@router.get("", summary="The service and its first addresses", operation_id="service", openapi_extra=answers(Service))
@open_to_everyone
def service(request: HttpRequest, asked: Query[Parameters]) -> Service:
    """Begin here: where the agreements are, and where everything is described."""
    return Service(
        name="Naravard",
        version=VERSION,
        about=Text(
            "Vem får hur mycket av statens pengar, varför och till när.",
            "Agreements between the Swedish state and SKR as data: who gets what, why and by when.",
        ),
        agreements=f"{root()}agreements",
        openapi=f"{root()}openapi.json",
        page=reverse("start"),
    )
