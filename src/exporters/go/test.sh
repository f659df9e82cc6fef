#!/usr/bin/env bash
# Tests the Go library: formatting, vet, all tests on the machine's Go and on the oldest one it promises, and the tests
# with concurrent writers under the race detector. MAPHEALTH_STRESS is how long those write (default 5s).
set -euo pipefail
cd "$(dirname "$0")"
export GOWORK=off MAPHEALTH_STRESS="${MAPHEALTH_STRESS:-5s}"
oldest=go1.21.13

if ! command -v go >/dev/null; then
    PATH=$PATH:/usr/local/go/bin:/usr/lib/go/bin
fi
if ! command -v go >/dev/null; then
    echo "NOT RUN: the Go library; no go command found: install Go 1.21 or later"
    exit 0
fi

unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "gofmt -w these: $unformatted"; exit 1; }
go version
go vet ./...
if [ "$(go env CGO_ENABLED)" = 1 ] && command -v "$(go env CC)" >/dev/null; then
    go test -count=1 -race -run 'Writes|Askers|Weak|Lock|Panics' . # the others do not share a map
    MAPHEALTH_STRESS=1s go test -count=1 ./...
else
    echo "NOT RUN: the race detector; it needs a C compiler"
    go test -count=1 ./...
fi
if GOTOOLCHAIN=$oldest go version; then
    MAPHEALTH_STRESS=1s GOTOOLCHAIN=$oldest go test -count=1 ./...
else
    echo "NOT RUN on $oldest: download it once with GOTOOLCHAIN=$oldest go version"
fi
