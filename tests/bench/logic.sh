#!/bin/sh
# logic.sh TOLC [RULES]: how long the logic of a list takes, at a third of the rules, at all and at three
# times as many: tolc check with and without it, and 200 questions about single rules and pairs beside
# Z3. README.md says what the figures mean. Fails where the two answer a question differently.
set -eu
tolc=$1 rules=${2:-300}
bench=$(cd "$(dirname "$0")" && pwd)
peer=$(dirname "$tolc")/tests/peer_logic
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC

for program in make_cases measure; do
	cc -O2 -std=c11 -D_XOPEN_SOURCE=700 -o "$work/$program" "$bench/$program.c"
done
[ -x "$peer" ] || echo "no peer: it is built where Z3 is"

printf '%6s %12s %12s %9s\n' rules 'check ms' 'no logic ms' 'peak MB'
for count in $((rules / 3)) "$rules" $((rules * 3)); do
	"$work/make_cases" tol "$count" >"$work/list.tol"
	"$work/measure" -n "${RUNS:-5}" "$tolc" check -q "$work/list.tol" + \
		"$tolc" check -q --no-logic "$work/list.tol" 2>/dev/null |
		awk -v rules="$count" '
			{ cpu[NR] = $2; peak[NR] = $3 }
			END { printf "%6d %12.1f %12.1f %9.1f\n", rules, cpu[1] * 1e3, cpu[2] * 1e3, peak[1] / 1024 }'
done
for count in $((rules / 3)) "$rules" $((rules * 3)); do
	if [ -x "$peer" ]; then
		"$peer" "$count"
	fi
done
