#!/bin/sh
# The real programs that the tests drive: a browser for the pages, LibreOffice for the workbooks.
set -eu
. "$(dirname "$0")/debian.sh"
wanted=
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-calc-nogui"
[ -z "$wanted" ] || install_debian_packages $wanted
