"""``naravard check FOLDER``: what is wrong with an agreement folder, where, and the way out."""

from pathlib import Path

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument
from naravard.cli.language import language
from naravard.cli.options import output_option, text_form_option
from naravard.cli.refusal import FINDINGS


@click.command(
    "check",
    cls=Command,
    summary=Text("granskar en överenskommelses mapp och visar vad som är fel", "checks an agreement folder"),
    details=(
        Text(
            "Varje fynd har fil, rad, vad som stod där, vad som väntades, hur det rättas, och en beteckning som "
            "docs/findings.md förklarar. Varningar hindrar inte att överenskommelsen används.",
            "Each finding has its file, line, what stood there, what was expected, the way out, and an id that "
            "docs/findings.md explains. Warnings do not keep the agreement from being used.",
        ),
    ),
    examples=(
        Example("naravard check min-mapp", Text("Alla fynd, fil för fil.", "All findings, file by file.")),
        Example("naravard check min-mapp --format json", Text("Detsamma för en maskin.", "The same for a machine.")),
    ),
    on_findings=Text("mappen har fel (varningar ensamma ger 0)", "the folder has errors (warnings alone give 0)"),
)
@argument(
    "folder",
    metavar="FOLDER",
    tells=Text(
        "sökvägen till en överenskommelses mapp, eller id för en medföljande överenskommelse",
        "the path of an agreement's folder, or the id of a shipped agreement",
    ),
)
@text_form_option
@output_option
def run(folder: str, *, form: str, output: Path | None) -> None:
    """Check a folder."""
    from naravard.agreement.files import AgreementFiles
    from naravard.agreement.library import open_files
    from naravard.cli.agreement import folder_of
    from naravard.cli.findings import findings_data, findings_text
    from naravard.cli.output import write_json, write_text
    from naravard.cli.progress import progress_bar
    from naravard.indicators.load import load as load_indicators
    from naravard.questionnaire.load import load as load_forms

    with progress_bar(1) as bar:
        bar.say(Text("Granskar mappen", "Checking the folder"))
        files = AgreementFiles.from_folder(folder_of(folder))
        loaded = open_files(files)
        forms = load_forms(files, loaded.agreement)
        indicators = load_indicators(files, loaded.agreement)
    findings = (*loaded.findings, *forms.findings, *indicators.findings)
    if form == "json":
        write_json({"digest": loaded.digest, "findings": findings_data(findings)}, output)
    else:
        write_text(findings_text(findings, language()), output)
    if loaded.errors or forms.errors or indicators.errors:
        raise click.exceptions.Exit(FINDINGS)
