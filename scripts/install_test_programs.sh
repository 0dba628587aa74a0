#!/bin/sh
# The real programs that the tests drive: a browser for the pages, LibreOffice for the workbooks and the Word documents.
set -eu
. "$(dirname "$0")/debian.sh"
wanted=
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-calc-nogui"
[ -e /usr/lib/libreoffice/program/libswlo.so ] || wanted="$wanted libreoffice-writer-nogui"
[ -z "$wanted" ] || install_debian_packages $wanted
