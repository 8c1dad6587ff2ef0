#!/bin/sh
# json_read.sh TOLC [LINES]: how fast the JSON reader goes through cases as NDJSON, token by token, in
# one thread, beside jansson, json-c and yajl. Those that are missing are installed where that is
# allowed (Debian 12, as root), else left out. Prints processor time; TOLC only tells where the
# library was built.
set -eu
build=$(cd "$(dirname "$1")" && pwd) lines=${2:-20000}
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME LIBRARY…: json_bench with the reader NAME.
build() {
	name=$1
	shift
	cc -O2 -std=c11 -I"$source/compiler" -I"$source/tests/bench" -o "$work/$name" \
		"$source/tests/bench/json_bench.c" "$source/tests/bench/json_bench_$name.c" "$@"
}

# peer NAME MODULE PACKAGE
peer() {
	if ! pkg-config --exists "$2"; then
		apt-get -qq install --no-install-recommends -y "$3" >/dev/null 2>&1 || :
	fi
	if pkg-config --exists "$2"; then
		# shellcheck disable=SC2046
		build "$1" $(pkg-config --cflags --libs "$2")
	else
		echo "$2 is not installed: left out"
	fi
}

cc -O2 -std=c11 -o "$work/make_cases" "$source/tests/bench/make_cases.c"
"$work/make_cases" cases 24 "$lines" >"$work/cases"
build tokens "$build/compiler/libtolc.a" -lutf8proc
build values "$build/compiler/libtolc.a" -lutf8proc
peer jansson jansson libjansson-dev
peer json_c json-c libjson-c-dev
peer yajl yajl libyajl-dev

echo "$lines cases, $(($(wc -c <"$work/cases") / lines)) bytes each"
for name in tokens values yajl json_c jansson; do
	[ ! -x "$work/$name" ] || "$work/$name" "$name" "$work/cases"
done
