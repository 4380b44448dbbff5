#!/bin/sh
# Make .venv from requirements.lock with the Python named first, by uv where it can be had, else by pip. Called by make.
set -u
python=$1
log=.venv/install.log
end() { echo "make: $1" >&2; exit 1; }

# An environment knows its folder by its absolute path: one that was moved or copied is built anew.
"$python" -m venv --clear .venv || end "$python cannot make a virtual environment here; Debian and Ubuntu: apt install python3-venv"
uv=$(command -v uv) || {
    .venv/bin/python -m pip install --require-hashes -r requirements-uv.lock > "$log" 2>&1 && uv=.venv/bin/uv || uv=
}
by_uv() {
    test -n "$uv" \
        && "$uv" pip install --python .venv/bin/python --require-hashes -r requirements.lock \
        && "$uv" pip install --python .venv/bin/python --no-deps --no-build-isolation --editable .
}
by_pip() {
    .venv/bin/python -m pip install --require-hashes -r requirements.lock \
        && .venv/bin/python -m pip install --no-deps --no-build-isolation --editable .
}
by_uv >> "$log" 2>&1 || by_pip >> "$log" 2>&1 || {
    grep -i error "$log" | tail -n 3 >&2
    end "the packages could not be installed (is a package index in reach?); all messages are in $log"
}
pwd > .venv/ready
