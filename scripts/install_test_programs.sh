#!/bin/sh
# The real programs that the tests drive: a browser for the pages, LibreOffice for the workbooks and the Word documents,
# and a reader of PDFs. The browser is Chromium without windows: it draws the same pages with a third of the work.
set -eu
. "$(dirname "$0")/debian.sh"
wanted=
command -v chromium-headless-shell >/dev/null 2>&1 || wanted="$wanted chromium-headless-shell"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-calc-nogui"
[ -e /usr/lib/libreoffice/program/libswlo.so ] || wanted="$wanted libreoffice-writer-nogui"
command -v pdftotext >/dev/null 2>&1 || wanted="$wanted poppler-utils"
[ -z "$wanted" ] || install_debian_packages $wanted
