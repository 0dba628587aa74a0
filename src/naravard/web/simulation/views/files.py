"""The scenario as a variant file, and variant files opened again."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.allocation import AllocationError
from naravard.allocation.variants import Variant, read_variant, variant_text
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import page
from naravard.web.simulation.comparison import VARIANTS_FIELD
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.uploads import MOST_FILES, text_of, too_large, was_too_large
from naravard.web.simulation.scenario import Scenario
from naravard.web.simulation.views.query import NAME, asked, result_url, simulation_crumb, to_result
from naravard.web.simulation.views.simulation import variant_file_name
from naravard.web.site.forms import Field
from naravard.web.site.forms.problems import EntryError, Problem, from_allocation

FILE = VARIANTS_FIELD
YAML = ".yaml,.yml,text/yaml,application/yaml"


@open_to_everyone
def variant(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Answer with the scenario as a variant file to keep."""
    asking = asked(request, agreement_id)
    text = variant_text(asking.scenario.as_variant(agreement_id))
    answer = HttpResponse(text.encode(), content_type="application/yaml; charset=utf-8")
    name = variant_file_name(asking.shown, asking.scenario)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@open_to_everyone
def open_variant(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Open a variant file: lead on to its result."""
    asking = asked(request, agreement_id)
    entries = Entries({})
    if request.method == "POST":
        try:
            scenario = uploaded_scenarios(request, asking.shown)[0]
        except EntryError as error:
            entries.problems.extend(error.problems)
        else:
            answer = to_result(asking.shown, scenario, entries)
            if answer is not None:
                return answer
    elif asking.scenario:
        return HttpResponseRedirect(result_url(asking.shown, asking.scenario))
    return page(
        request,
        "simulation/open.html",
        asking.shown,
        NAME,
        simulation_crumb(asking.shown, asking.scenario),
        field=entries.fill(file_field(multiple=False)),
        details=entries.problems,
    )


def file_field(*, multiple: bool) -> Field:
    """Return the field for one variant file, or for several."""
    if multiple:
        label = Text("Variantfiler", "Variant files")
        hint = Text(
            "YAML-filer som är sparade här eller med naravard simulate --save.",
            "YAML files saved here or with naravard simulate --save.",
        )
    else:
        label = Text("Variantfil", "Variant file")
        hint = Text(
            "En YAML-fil som är sparad här eller med naravard simulate --save.",
            "A YAML file saved here or with naravard simulate --save.",
        )
    return Field(name=FILE, label=label, hint=hint, kind="file", multiple=multiple, accept=YAML)


def uploaded_scenarios(request: HttpRequest, shown: Shown) -> list[Scenario]:
    """Read the uploaded variant files.

    Raises:
        EntryError: with what is wrong with each file.
    """
    files = request.FILES.getlist(FILE)
    problems = [too_large(name, FILE) for name in was_too_large(request)]
    if not files and not problems:
        problems.append(Problem(what=_("Ingen fil är vald."), field=FILE, way_out=_("Välj en sparad variantfil.")))
    if len(files) > MOST_FILES:
        problems.append(
            Problem(
                what=_("Det är för många filer på en gång."),
                field=FILE,
                found=str(len(files)),
                expected=_("högst %(count)s") % {"count": MOST_FILES},
                way_out=_("Välj färre filer."),
            )
        )
    scenarios = []
    for file in files[:MOST_FILES]:
        try:
            scenarios.append(_scenario(file, shown))
        except EntryError as error:
            problems.extend(error.problems)
        except AllocationError as error:
            problems.append(from_allocation(error, FILE))
    if problems:
        raise EntryError.of(problems)
    return scenarios


def _scenario(file: "UploadedFile[bytes]", shown: Shown) -> Scenario:
    text = text_of(file, FILE)
    variant = read_variant(text.encode(), file.name or "variant.yaml")
    if variant.agreement != shown.agreement.id:
        raise EntryError(_of_another(variant, shown, file.name or ""))
    return Scenario.from_variant(variant)


def _of_another(variant: Variant, shown: Shown, name: str) -> Problem:
    return Problem(
        what=_("Varianten gäller en annan överenskommelse."),
        field=FILE,
        where=name,
        found=f"”{variant.agreement[:60]}”",
        expected=f"”{shown.agreement.id}”",
        way_out=_("Öppna filen under den överenskommelse som den gäller."),
    )
