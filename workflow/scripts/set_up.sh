#!/bin/sh
# Make .venv from requirements.lock with the Python named first, by uv where it can be had, else by pip. Called by make.
set -u
python=$1
log=.venv/install.log
end() { echo "make: $1" >&2; exit 1; }

# The scripts in .venv/bin have the folder's name in the text of a program, which would run parts of it.
case $(pwd -P; echo .) in
    *[:\"\`\$\\]* | *[[:cntrl:]]*[[:cntrl:]]*)
        shown=$(printf %s "$(pwd -P)" | tr '[:cntrl:]' '?')
        end "$shown: no Python environment can be here: expected a path without colon, double quote, backtick, dollar sign, backslash and control characters; rename the folder and run make again" ;;
esac
version='import sys; sys.exit("%d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
found=$("$python" -c "$version" 2>&1) || { found=${found##*: }; end "PYTHON=$python: expected Python 3.11 or newer, found $found; install one, or name it: make PYTHON=/path/to/python3"; }
utf8='import os; os.getcwdb().decode("utf-8")'
"$python" -c "$utf8" 2> /dev/null || end "the path of this folder is not UTF-8; rename the folder and run make again"

echo "Setting up .venv from requirements.lock, once (less than a minute) ..."
# The temporary folder of the caller may be full or too small.
TMPDIR=$(pwd -P)/.snakemake/set-up
mkdir -p "$TMPDIR" && export TMPDIR && unset TEMP TMP
trap 'rm -rf "$TMPDIR"' EXIT
# An environment knows its folder by its absolute path: one that was moved or copied is built anew.
"$python" -m venv --clear .venv || end "$python cannot make a virtual environment here; Debian and Ubuntu: apt install python3-venv"
run() { .venv/bin/python workflow/scripts/install.py "$@"; }
by_pip() { run .venv/bin/python -m pip install --require-hashes -r "$1"; }
by_uv() { test -n "$uv" && run "$uv" pip install --compile-bytecode --python .venv/bin/python --require-hashes -r "$1"; }
uv=$(command -v uv) || { by_pip requirements-uv.lock > "$log" 2>&1 && uv=.venv/bin/uv || uv=; }
by_uv requirements.lock >> "$log" 2>&1 || by_pip requirements.lock >> "$log" 2>&1 || {
    grep -i error "$log" | tail -n 3 >&2
    end "the packages could not be installed (is a package index in reach? tried are Python 3.11 to 3.13); all messages are in $log"
}
.venv/bin/python -c 'import numba, snakemake' 2>> "$log" || end "the packages are installed and cannot be imported; all messages are in $log"
# The project's own packages: a path from site-packages to src, so that no encoding of the folder's name counts.
for packages in .venv/lib/python3.*/site-packages; do echo ../../../../src > "$packages/article_figures.pth"; done
# Snakemake's plugin for SLURM asks `which` when it is imported, and a small container may not have it.
command -v which > /dev/null || { printf '#!/bin/sh\ncommand -v "$1"\n' > .venv/bin/which && chmod +x .venv/bin/which; }
pwd -P > .venv/ready
# A lock file of the future, where the clock was set back, would be newer for ever, and every make set up again.
for lock in requirements.lock requirements-uv.lock; do
    test "$lock" -nt .venv/ready && touch -r "$lock" .venv/ready
done
true
