"""``naravard sweep``: what has served its time is removed, by a timer every night."""

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example
from naravard.cli.language import in_this


@click.command(
    "sweep",
    cls=Command,
    summary=Text("rensar det som har tjänat ut", "removes what has served its time"),
    details=(
        Text(
            "Inloggningar som har gått ut, svar på det som redan är gjort, och räknade försök med fel nyckel. Inget av "
            "det hör till historiken. Kör kommandot varje natt. Tjänsten får vara igång.",
            "Sessions that have ended, answers to what was already done, and counted tries with a wrong key. None of "
            "it belongs to the history. Run the command every night; the service may be running.",
        ),
    ),
    examples=(
        Example("naravard sweep", Text("Rensa, och se hur mycket det var.", "Remove, and see how much it was.")),
    ),
)
def run() -> None:
    """Sweep."""
    from naravard.cli.database import open_database
    from naravard.cli.output import write_text

    open_database()
    from django.utils import timezone

    from naravard.web.sweep import sweep

    lines = [f"{swept.count:>8}  {in_this(swept.what)}" for swept in sweep(at=timezone.now())]
    write_text("\n".join([in_this(Text("Rensade:", "Removed:")), *lines]))
