#!/bin/sh
# front_end.sh TOLC [LISTS]: how fast texts are read: tolc check and tolc fmt of trees of a tenth, all
# and ten times so many lists (8000: 20 MB), beside flex alone, and of texts that nobody would write,
# each at two sizes. README.md says what the figures mean. Fails where an answer is not as expected.
set -eu
tolc=$1 lists=${2:-8000}
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC

for program in make_tree make_odd measure; do
	cc -O2 -std=c11 -D_XOPEN_SOURCE=700 -o "$work/$program" "$bench/$program.c"
done
perl "$bench/bare_scanner.pl" "$bench/../../grammar/tol.l" >"$work/bare.l"
flex -o "$work/bare.c" "$work/bare.l"
cc -O2 -D_XOPEN_SOURCE=700 -w -o "$work/bare" "$work/bare.c"

# row NAME BYTES STATUS: reads a line of measure, writes a row of the table.
row() {
	read -r wall processor peak status
	[ "$status" -eq "$3" ] || {
		echo "$1: exit status $status, not $3" >&2
		exit 1
	}
	echo "$2 $wall $processor $peak" | awk -v name="$1" '{
		printf "%-18s %8.2f %9.4f %9.4f %10.1f %9.1f %9.1f\n", name, $1 / 1e6, $2, $3,
			$1 / $2 / 1e6, $1 / $3 / 1e6, $4 * 1024 / $1 }'
}

# rows FILE NAME STATUS STATUS: tolc check and tolc fmt of FILE, whose bytes are in $work/all.
rows() {
	bytes=$(wc -c <"$work/all")
	"$work/measure" -n "${RUNS:-5}" "$tolc" check --no-logic "$1" + "$tolc" fmt "$1" >"$work/rows"
	sed -n 1p "$work/rows" | row "check $2" "$bytes" "$3"
	sed -n 2p "$work/rows" | row "fmt $2" "$bytes" "$4"
}

heading() {
	echo "                         MB    wall s     cpu s  MB/s wall  MB/s cpu  mem/text"
}

heading
for count in $((lists / 10)) "$lists" $((lists * 10)); do
	"$work/make_tree" "$work/tree" "$count"
	find "$work/tree" -name '*.tol' -exec cat {} + >"$work/all"
	"$tolc" check --no-logic "$work/tree" >"$work/said"
	grep -q "^$count lists in .*: nothing found$" "$work/said"
	seconds=$("$work/bare" "$work/all")
	echo "$seconds $seconds 0 0" | row "flex alone" "$(wc -c <"$work/all")" 0
	rows "$work/tree" "tree" 0 0
	rm -r "$work/tree"
done

# odd KIND SIZE STATUS STATUS: at that size and twice.
odd() {
	for size in "$2" $(($2 * 2)); do
		"$work/make_odd" "$1" "$size" >"$work/all"
		cp "$work/all" "$work/odd.tol"
		rows "$work/odd.tol" "$1" "$3" "$4"
	done
}

echo
heading
odd string 5000000 0 0
odd quotes 50000 1 1
odd parentheses 50000 1 1
odd mistakes 1500000 1 1
odd names 1500000 1 0
