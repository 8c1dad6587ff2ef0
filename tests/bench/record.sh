#!/bin/sh
# record.sh TOLC [LISTS [COMMITS…]]: how long it takes to resolve a long record: cold beside what git
# takes to list its changes, warm beside a program that only opens HEAD, and after ten commits more;
# the gate over the last commits; and tolc version beside git --version. README.md says what the figures mean. Fails where answers
# with and without an index differ.
# shellcheck disable=SC2086 # a question and a yardstick are words
set -eu
tolc=$1 lists=${2:-1000}
shift
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- 1000 10000 100000
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC
few=${RUNS:-5} many=$((${RUNS:-5} * 10))

for program in make_record measure; do
	cc -O2 -std=c11 -D_XOPEN_SOURCE=700 -o "$work/$program" "$bench/$program.c"
done
# shellcheck disable=SC2046 # words are wanted
cc -O2 -std=c11 -o "$work/open_head" "$bench/open_head.c" $(pkg-config --cflags --libs libgit2)

record=$work/record
index=$record/.git/tolc
# Split into words where it is used.
question="$tolc -C $record effective --at 2020-01-01 --now 2026-01-01 --format"

# field ROW NUMBER: of what measure said last.
field() {
	sed -n "$1p" "$work/rows" | cut -d' ' -f"$2"
}

# told NAME ROW [WALL PROCESSOR]: that row of measure, and how often the yardstick goes into it.
told() {
	[ "$(field "$2" 4)" -eq 0 ] || {
		echo "$1: exit status $(field "$2" 4)" >&2
		exit 1
	}
	echo "$(sed -n "$2p" "$work/rows") ${3:--} ${4:--}" | awk -v name="$1" '{
		printf "  %-32s %9.4f %9.4f %9.1f", name, $1, $2, $3 * 1024 / 1e6
		if ($5 != "-") printf " %9.2f %9.2f", $1 / $5, $2 / $6
		print "" }'
}

answers_agree() {
	$question json --no-cache >"$work/without"
	$question json >"$work/with"
	cmp "$work/without" "$work/with"
}

cold() {
	"$work/measure" -n "$few" -b "rm -rf $index" \
		git -C "$record" log --first-parent --raw --no-renames -- '*.tol' + \
		$question json --no-cache + $question json >"$work/rows"
	yardstick="$(field 1 1) $(field 1 2)"
	told "git log --first-parent --raw" 1
	told "effective, cold, no index" 2 $yardstick
	told "effective, cold, index written" 3 $yardstick
}

warm() {
	answers_agree
	"$work/measure" -n "$many" "$work/open_head" "$record" + $question short + \
		$question json + $question human + $question short a00.l0000 + \
		$question short --known-at 2015-01-01 >"$work/rows"
	yardstick="$(field 1 1) $(field 1 2)"
	told "libgit2 opens HEAD" 1
	told "effective, warm, one list" 5 $yardstick
	told "effective, warm, short" 2 $yardstick
	told "effective, warm, json" 3 $yardstick
	told "effective, warm, human" 4 $yardstick
	told "effective, warm, --known-at" 6 $yardstick
}

# The gate asks about every window of every list that changed.
since() {
	for back in 10 300; do
		"$work/measure" -n "$few" $tolc -C "$record" check --since "HEAD~$back" >"$work/rows"
		told "check --since HEAD~$back" 1
	done
}

ten_more() {
	cp -a "$index" "$work/index"
	"$work/make_record" "$lists" $(($1 + 10)) |
		git -C "$record" fast-import --quiet --done --force
	"$work/measure" -n "$few" -b "rm -rf $index && cp -a $work/index $index" \
		$question short >"$work/rows"
	told "effective after ten more commits" 1 $yardstick
	answers_agree
	rm -rf "$work/index"
}

"$work/measure" -n "$many" git --version + "$tolc" version >"$work/rows"
echo "                                     wall s     cpu s        MB      wall       cpu"
told "git --version" 1
told "tolc version" 2 "$(field 1 1)" "$(field 1 2)"

for commits; do
	git init -q -b main "$record"
	"$work/make_record" "$lists" "$commits" |
		git -C "$record" fast-import --quiet --done
	git -C "$record" repack -adq
	echo "$lists lists, $commits commits"
	cold
	warm
	since
	ten_more "$commits"
	rm -rf "$record"
done
