"""``naravard demo``: what it refuses on the line. That it starts is tried with the demonstration itself."""

import pytest

from command_line import Run


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_cannot_be_is_refused(naravard: Run, port: str) -> None:
    answer = naravard("demo", "--port", port)
    assert answer.code == 2
    assert f"--port ska vara ett heltal mellan 1 och 65535, inte ”{port}”." in answer.err


def test_another_machine_is_refused_before_anything_is_made(naravard: Run) -> None:
    answer = naravard("demo", "--host", "0.0.0.0")  # noqa: S104 - to be refused
    assert answer.code == 2
    assert "Demonstrationen startas inte här." in answer.err


def test_it_takes_no_agreements_of_ones_own(naravard: Run) -> None:
    assert naravard("demo", "--agreements", "min-mapp").code == 2
