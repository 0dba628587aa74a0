"""Any text that can be saved comes out on paper, in every script, as PDF/A-2a and PDF/UA-1."""

import datetime
import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.documents.pdf_page import typeset

DAY = datetime.date(2022, 12, 1)
PAGE = """\
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "sv", font: "Libertinus Serif")
= #data.title
#data.text
"""
NAMES = {
    "kinesiska": "王小明",
    "japanska": "山田 はなこ",
    "koreanska": "김영희",
    "arabiska": "محمد علی\u200cرضا",
    "hebreiska": "שרה",
    "thailändska": "สมชาย",
    "tigrinska": "ጸሃይ",
    "armeniska": "Հայկ",
    "georgiska": "ნინო",
    "hindi": "नेहा",
    "bengali": "মিতা",
    "tamil": "தமிழ்",
    "khmer": "សុខា",
    "lao": "ລາວ",
    "burmesiska": "မြန်မာ",
    "syriska": "ܡܪܝܡ",
    "tibetanska": "བོད",
    "vietnamesiska": "Nguyễn Thị Hồng",
    "samiska": "Áŋŋá Čáhppe",
    "ryska": "Наташа",
    "en bild": "😀",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("typst") / "page.typ"
    made.write_text(PAGE, encoding="utf-8")
    return made


def glyphs_missing(content: bytes) -> bool:
    """Tell whether a page has the square that stands for what no font has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        maps = [
            bytes(font.ToUnicode.read_bytes()) for font in pdf.pages[0].Resources.Font.values() if "/ToUnicode" in font
        ]
    return any(b"25A1" in each.upper() for each in maps)


@pytest.mark.parametrize("script", sorted(NAMES))
def test_a_name_of_every_script_has_its_own_signs(template: Path, script: str) -> None:
    assert not glyphs_missing(typeset(template, {"title": "Prov", "text": NAMES[script]}, DAY))


@pytest.mark.parametrize("text", ["\ue123", "𓀀", "\x01 en signal", "\U0010fffd", "\uf0b7 punkt\x0bny rad"])
def test_what_no_font_has_stands_as_a_square_and_the_page_is_made(template: Path, text: str) -> None:
    content = typeset(template, {"title": f"Rubrik {text}", "text": text}, DAY)
    assert glyphs_missing(content) is not text.startswith("\uf0b7")


@settings(max_examples=40)  # each is a page of its own
@given(st.text(max_size=60))
def test_no_text_makes_a_page_fail(template: Path, text: str) -> None:
    assert typeset(template, {"title": "Prov", "text": text}, DAY).startswith(b"%PDF")


def test_the_same_text_gives_the_same_bytes(template: Path) -> None:
    data = {"title": "Prov", "text": "王小明 \ue123"}
    assert typeset(template, data, DAY) == typeset(template, data, DAY)
