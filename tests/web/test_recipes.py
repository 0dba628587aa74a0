"""The recipes of `docs/architecture.md`, each followed as it says."""

import re
import shutil
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from ninja import Router

from architecture_page import ROOT, TEXT, blocks, recipe
from naravard.agreement import checks, findings_catalogue, model
from naravard.agreement.checks import dates
from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load, load_folder
from naravard.agreement.model import Area
from naravard.web.access import acts as registry
from naravard.web.access import roles
from naravard.web.access.addresses import EVERYONE
from naravard.web.access.permissions import Permission
from naravard.web.agreements.views import goals
from naravard.web.api import obligations
from naravard.web.history import kinds
from naravard.web.reference import as_markdown
from naravard.web.tasks import acts

EXAMPLE = ROOT / "docs" / "examples" / "litet-exempel"
KINDS_OF_RULES = ("Proportional", "Equal", "Mix", "Base", "Increase", "Fixed", "Condition", "Limits")


def followed(module: ModuleType, name: str, **more: object) -> dict[str, object]:
    """Run a recipe's code as if it stood in a module, and return the module's names with what it adds."""
    names = {**vars(module), **more}
    exec(recipe(name), names)  # noqa: S102 - the documentation's own words
    return names


def test_every_recipe_is_followed_here() -> None:
    written = Path(__file__).read_text(encoding="utf-8")
    recipes = [block.head.removeprefix("recipe: ").partition(",")[0] for block in blocks() if "recipe" in block.head]
    assert len(recipes) == 9
    assert [name for name in recipes if f'"{name}"' not in written] == []


def test_a_field_is_a_row_in_the_papers_of_the_agreement(tmp_path: Path) -> None:
    folder = tmp_path / "god-och-nara-vard-2022"
    shutil.copytree(ROOT / "agreements" / folder.name, folder)
    papers, fax = folder / "papers.yaml", "        - id: fax\n"
    papers.write_text(papers.read_text(encoding="utf-8").replace(fax, recipe("a field") + fax, 1), encoding="utf-8")
    loaded = load_folder(folder)
    assert [finding.id for finding in loaded.findings if finding.level == "error"] == []
    assert loaded.agreement is not None
    fields = [field.id for paper in loaded.agreement.papers for part in paper.parts for field in part.fields]
    assert fields[fields.index("kostnadsstalle") + 1] == "fax"


@pytest.mark.django_db
def test_a_role_is_a_class_and_its_name_among_the_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    auditor = followed(roles, "a role")["Auditor"]
    monkeypatch.setattr(roles, "ROLES", (*roles.ROLES, auditor))
    monkeypatch.setattr("naravard.web.reference.ROLES", roles.ROLES)
    assert auditor in roles.roles_in("region", "region-09")
    assert auditor not in roles.roles_in("skr", "skr")
    assert "| revisor (`auditor`) | region |" in as_markdown()


def test_an_event_is_declared_beside_its_act(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds.kinds()
    monkeypatch.setattr(kinds, "_DECLARED", dict(kinds.kinds()))
    monkeypatch.setattr(registry, "ACTS", dict(registry.ACTS))
    followed(acts, "an event")
    assert registry.ACTS["note_on_duty"].permission is Permission.WORK_ON_DUTIES
    kind = kinds.known("duty-noted")
    assert kind.sentence(kind.examples[0]).sv.endswith("antecknade om ”Delredovisning” för Region Gotland.")


def test_a_page_is_a_view_its_template_and_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: dict[str, object] = {}

    def page(_request: object, template: str, _shown: object, section: str, **values: object) -> HttpResponse:
        rendered.update(template=template, section=section, **values)
        return HttpResponse()

    agreement = load_folder(EXAMPLE).agreement
    shown = type("Shown", (), {"agreement": agreement})()
    view = followed(goals, "a page", page=page, shown_or_404=lambda _id: shown)["areas"]
    assert view.access is EVERYONE  # type: ignore[attr-defined]
    view(RequestFactory().get("/"), agreement_id="litet-exempel")  # type: ignore[operator]
    assert rendered["template"] == "agreements/areas.html"
    template = recipe("its template")
    assert template.startswith('{% extends "agreements/base.html" %}')
    alone = Template(template.replace('{% extends "agreements/base.html" %}', ""))
    assert "<li>Trygg hemgång</li>" in alone.render(Context({"areas": rendered["areas"]}))

    from django.urls import path

    address = eval(recipe("its address"), {"path": path, "areas": view})  # noqa: S307 - the documentation's own words
    assert f"agreements:{address.name}" == rendered["section"]
    assert address.resolve("litet-exempel/omraden/").kwargs == {"agreement_id": "litet-exempel"}


def test_an_operation_is_described_by_its_shape() -> None:
    router = Router()
    view = followed(obligations, "an operation", router=router, Area=Area)["areas"]
    assert view.access is EVERYONE  # type: ignore[attr-defined]
    (operation,) = router.path_operations["/agreements/{agreement_id}/areas"].operations
    assert operation.operation_id == "areas"
    assert operation.methods == ["GET"]


def test_a_finding_is_its_words_its_check_and_a_broken_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    words = tomllib.loads(recipe("a finding"))
    family = findings_catalogue.entries()["A151"].family
    entries = {**findings_catalogue.entries(), "A199": findings_catalogue._entry("A199", family, words["A199"])}
    monkeypatch.setattr(findings_catalogue, "entries", lambda: entries)
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, followed(dates, "its check")["names"]))

    def found(old: str, new: str) -> list[str]:
        files = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*.*")}
        files["agreement.yaml"] = files["agreement.yaml"].replace(old.encode(), new.encode())
        return [finding.id for finding in load(AgreementFiles(files, name="litet-exempel")).findings]

    assert found("", "") == []
    assert found("name: Slutredovisning", "name: Rapport om vårdplaner") == ["A199"]


def test_a_kind_of_rule_is_told_apart_in_the_places_that_the_recipe_lists() -> None:
    """A module that knows most kinds of rules stands in the table; the table names no module that knows none."""
    package = ROOT / "src" / "naravard"
    table = TEXT[TEXT.index("**A kind of rule**") : TEXT.index("`work` is given the task")]
    know_most = {
        path.name
        for path in (*package.rglob("*.py"), *package.rglob("*.toml"))
        if sum(f"{kind}" in words(path) for kind in KINDS_OF_RULES) >= 6 and "exchange" not in path.parts
    }
    assert len(know_most) >= 8
    assert sorted(name for name in know_most if name not in table) == []
    named = {Path(name).name for name in re.findall(r"`([\w/]+\.(?:py|toml))`", table)}
    tell_apart = {
        path.name for path in package.rglob("*.*") if path.name in named and words(path) & set(KINDS_OF_RULES)
    }
    assert sorted(named - tell_apart - {"__init__.py"}) == []
    assert all(issubclass(getattr(model, kind), model.RuleBase) for kind in KINDS_OF_RULES)


def words(path: Path) -> set[str]:
    signs = str.maketrans(dict.fromkeys(".,()[]:|\"'{}=`", " "))
    return set(path.read_text(encoding="utf-8").translate(signs).split())
