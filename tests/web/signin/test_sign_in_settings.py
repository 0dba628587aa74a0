"""The settings that signing in has: values that cannot be used are told of in words before anything is started."""

from pathlib import Path

import pytest

from naravard.web.setting_checks import mistakes

BROKER = {
    "NARAVARD_OIDC_ISSUER": "https://broker.example.se",
    "NARAVARD_OIDC_CLIENT_ID": "naravard",
    "NARAVARD_OIDC_CLIENT_SECRET": "hemligt",
}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NARAVARD_IDLE_MINUTES", "0", "mellan 1 och 720, men är 0"),
        ("NARAVARD_IDLE_MINUTES", "721", "mellan 1 och 720, men är 721"),
        ("NARAVARD_IDLE_MINUTES", "en halvtimme", "ett heltal, men är ”en halvtimme”"),
        ("NARAVARD_PROXIES", "-1", "mellan 0 och 9, men är -1"),
        ("NARAVARD_PROXIES", "10", "mellan 0 och 9, men är 10"),
        ("NARAVARD_BREACHED_PASSWORDS", "/finns/inte", "filen /finns/inte går inte att läsa"),
        ("NARAVARD_OIDC_ISSUER", "broker.example.se", "en adress som börjar med https://"),
        ("NARAVARD_OIDC_ISSUER", "http://broker.example.se", "en adress som börjar med https://"),
        ("NARAVARD_OIDC_ISSUER", "https://broker.example.se/?x=1", "inte ha frågetecken"),
        ("NARAVARD_OIDC_ISSUER", "https://broker.example.se/#x", "inte ha frågetecken eller nummertecken"),
    ],
)
def test_a_value_that_signing_in_cannot_use_is_told_of_by_name(name: str, value: str, said: str) -> None:
    [sentence] = mistakes(BROKER | {name: value} if "OIDC" in name else {name: value})
    assert sentence.startswith(name)
    assert said in sentence


def test_a_file_that_is_no_list_of_passwords_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "passwords.txt").write_text("password123\n")
    [sentence] = mistakes({"NARAVARD_BREACHED_PASSWORDS": str(tmp_path / "passwords.txt")})
    assert "har inte formen ”SHA-1:antal” på varje rad" in sentence


@pytest.mark.parametrize("missing", ["NARAVARD_OIDC_CLIENT_ID", "NARAVARD_OIDC_CLIENT_SECRET"])
def test_a_provider_is_given_whole_or_not_at_all(missing: str) -> None:
    assert mistakes(BROKER) == []
    [sentence] = mistakes(BROKER | {missing: ""})
    assert sentence.startswith(f"NARAVARD_OIDC_ISSUER är angiven men inte {missing}.")
    [alone] = mistakes({missing: "något"})
    assert alone.startswith(f"{missing} är angiven men inte NARAVARD_OIDC_ISSUER.")


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9000", "http://localhost:9000/realm"])
def test_a_provider_on_ones_own_machine_needs_no_https(issuer: str) -> None:
    assert mistakes(BROKER | {"NARAVARD_OIDC_ISSUER": issuer}) == []
