#!/usr/bin/env bash
# Tests the Python library: types, and the tests and the README's examples against the built wheel, on the python3 at hand
# and on the oldest one from 3.9 on that is found. MAPHEALTH_STRESS is how many seconds the stress test writes (default 3).
set -euo pipefail
cd "$(dirname "$0")"
export MAPHEALTH_STRESS="${MAPHEALTH_STRESS:-3}" PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/maphealth

minor() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

# every interpreter from 3.9 on, "minor path" a line, oldest first
interpreters() {
    local python version
    for python in "$@"; do
        version=$(minor "$python") || continue
        case $version in 3.9 | 3.[1-9][0-9]) echo "$version $(command -v "$python")" ;; esac
    done | sort -t. -k2 -n -s
}

# a venv with what the tests need, kept outside the tree
venv() {
    local home=$cache/python-$1-$(cksum <requirements-test.txt | cut -d' ' -f1)
    if [ ! -e "$home/ready" ]; then
        echo "making $home for the tests: $(tr '\n' ' ' <requirements-test.txt)" >&2
        rm -rf "$home"
        "$2" -m venv "$home" >&2 && timeout 300 "$home/bin/python" -m pip install -q -r requirements-test.txt >&2 || return 1
        touch "$home/ready"
    fi
    echo "$home/bin/python"
}

run() {
    local python
    python=$(venv "$1" "$2") || { echo "NOT RUN on Python $1: no venv with pytest could be made with $2"; return 0; }
    "$python" --version
    cp -r pyproject.toml README.md src "$scratch"
    (cd "$scratch" && "$python" -m pip wheel -q --no-deps --no-build-isolation --no-index -w wheel . \
        && "$python" -m pip install -q --no-deps --no-index --target "installed-$1" wheel/*.whl)
    PYTHONPATH=$scratch/installed-$1 "$python" -m pytest -p no:cacheprovider --doctest-glob=README.md README.md tests
}

# bin/python, not the shims of a version manager, which run one version only
found=$(interpreters python3 python3.{9..15} /usr/bin/python3 "$HOME"/.pyenv/versions/*/bin/python)
if [ -z "$found" ]; then
    echo "NOT RUN: the Python library; no Python from 3.9 on found: install one"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
read -r oldest oldest_path <<<"$found"
current=$(minor python3 || true)
current_path=$(echo "$found" | awk -v v="$current" '$1 == v { print $2; exit }')
if [ -n "$current_path" ] && [ "$current" != "$oldest" ]; then
    run "$current" "$current_path"
    if checker=$(venv "$current" "$current_path"); then "$checker" -m mypy --cache-dir "$cache/mypy" src; fi
else
    echo "NOT RUN on a second Python: only $oldest found; install another, such as 3.13"
fi
run "$oldest" "$oldest_path"
