#!/bin/sh
# Make the virtual environment with the locked installer in it.  Usage: make_venv.sh PYTHON FOLDER
# Debian's Python comes without the parts that make an environment; they are one Debian package away.
set -eu
python=$1
folder=$2
. "$(dirname "$0")/debian.sh"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Naravard needs Python 3.11 or later; $python is $("$python" --version 2>&1)." >&2
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian_packages python3-venv
[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
