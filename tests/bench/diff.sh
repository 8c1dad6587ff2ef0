#!/bin/sh
# diff.sh TOLC [RULES…]: two versions of a list of so many rules that differ in one rule, in ten, in all;
# beside a record that says the same twice. README.md says what the figures mean. Fails where another
# number of rules is found to differ.
set -eu
tolc=$1
shift
[ $# -gt 0 ] || set -- 250 500 1000 2000
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC
few=${RUNS:-5}

cc -O2 -std=c11 -D_XOPEN_SOURCE=700 -o "$work/measure" "$bench/measure.c"

# text RULES CHANGED: the first CHANGED of the rules ask for one more.
text() {
	awk -v rules="$1" -v changed="$2" 'BEGIN {
		print "tol 1\nvocabulary facts \"事实\" {"
		for (i = 0; i < 20; i++) print "  fact f" i " : bool \"f" i "?\""
		print "  fact loss : money \"loss?\"\n}\nauthority central \"中央\" level central"
		print "use facts\nlist central.bench \"清单\" {\n  issuer central"
		print "  promulgated 2020-01-01\n  effective 2020-01-01\n  transition old"
		for (i = 0; i < rules; i++) {
			kind = i % 3 ? "tolerate" : "bar"
			more = i < changed ? " or f" (i * 11 + 5) % 20 : ""
			print "  " kind " r" i " \"第" i "条\" { article \"" i "\" provenance verified when (f" \
				i % 20 " and f" (i * 7 + 3) % 20 more ") and loss >= " i + 1 " 元 }"
		}
		print "}" }'
}

commit() {
	git -C "$work/record" add -A
	GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1 git -C "$work/record" -c user.name=a -c user.email=a@b \
		commit -q --allow-empty -m record
}

# run RULES CHANGED
run() {
	rm -rf "$work/record"
	git init -q "$work/record"
	text "$1" 0 >"$work/record/list.tol"
	commit 2020-01-01T00:00:00Z
	text "$1" "$2" >"$work/record/list.tol"
	commit 2020-02-01T00:00:00Z
	diff="$tolc -C $work/record diff HEAD~1 --now 2026-01-01 --format short"
	found=$($diff | wc -l)
	[ "$found" -eq "$2" ] || {
		echo "$1 rules, $2 changed: $found differ" >&2
		exit 1
	}
	# shellcheck disable=SC2086 # words are wanted
	"$work/measure" -n "$few" $diff >"$work/rows"
	awk -v rules="$1" -v changed="$2" '{
		printf "  %6d %8d %9.4f %9.4f %9.1f\n", rules, changed, $1, $2, $3 * 1024 / 1e6 }' \
		"$work/rows"
}

echo "   rules   differ      wall       cpu    MB"
for rules; do
	for changed in 0 1 10 "$rules"; do
		run "$rules" "$changed"
	done
done
