#!/bin/sh
# verdicts.sh TOLC [CASES]: how fast tolc decide --cases is, as the number of rules grows, beside peers
# from npm on the same list and the same cases (a tenth of the facts missing), and how many cases the
# peers call certain that are open. README.md says what the figures mean. Fails where a single case
# is told otherwise than in the batch.
set -eu
tolc=$1 cases=${2:-1000000}
bench=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC

for program in make_cases measure; do
	cc -O2 -std=c11 -D_XOPEN_SOURCE=700 -o "$work/$program" "$bench/$program.c"
done
"$work/make_cases" cases 0 "$cases" >"$work/cases.ndjson"
cp "$bench/peers.mjs" "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund json-logic-js json-logic-engine \
	@gorules/zen-engine @duckdb/node-api) >"$work/npm.log" 2>&1 ||
	echo "no peers: npm cannot install them: $(tail -n 1 "$work/npm.log")"

# record RULES
record() {
	rm -rf "$work/record"
	git init -q -b main "$work/record"
	"$work/make_cases" tol "$1" >"$work/record/list.tol"
	"$work/make_cases" rules "$1" >"$work/rules.json"
	git -C "$work/record" add -A
	git -C "$work/record" -c user.name=bench -c user.email=bench@example.org commit -qm lists
}

# row NAME RULES CASES: reads a line of measure, and what it says of the cases from $work/said.
row() {
	read -r wall processor peak status
	[ "$status" -eq 0 ] || {
		echo "$1: exit status $status" >&2
		exit 1
	}
	head -n "$3" "$work/ours" | paste -d ' ' - "$work/said" | awk -v name="$1" -v rules="$2" -v cases="$3" \
		-v wall="$wall" -v cpu="$processor" -v peak="$peak" '
		{ split($1, may, ","); open = may[2] != ""; single = $2 !~ /,/ }
		open && single { claimed++ }
		!open && $1 != $2 { other++ }
		END { printf "%-22s %5d %8d %9.3f %9.3f %10.0f %7.1f %8.1f %8.1f\n", name, rules, cases, wall, cpu,
			cases / cpu, peak / 1024, 100 * claimed / cases, 100 * other / cases }'
}

ours() {
	"$tolc" -C "$work/record" decide --cases "$1"
}

# peer NAME RULES CASES
peer() {
	head -n "$3" "$work/cases.ndjson" >"$work/some.ndjson"
	if (cd "$work" && node peers.mjs "$1" rules.json some.ndjson) >"$work/said" 2>"$work/error"; then
		(cd "$work" && ./measure -n "${RUNS:-3}" node peers.mjs "$1" rules.json some.ndjson) | row "$1" "$2" "$3"
	else
		echo "$1: cannot be run: $(grep -m 1 -i error "$work/error")"
	fi
}

outcomes() {
	sed 's/.*"outcomes":\[\([^]]*\)\].*/\1/; s/"//g'
}

# one LINE PREFIX…: runs the prefix with the command that decides the case of that line.
one() {
	echo "$1" | sed 's/.*"facts"://; s/}$//' >"$work/facts.json"
	day() { echo "$line" | sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
	line=$1
	shift
	"$@" "$tolc" -C "$work/record" decide --subject city --by city --conduct "$(day conduct)" \
		--accountable "$(day accountable)" --facts "$work/facts.json" --format json
}

# The batch against single cases.
alone() {
	head -n 20 "$work/cases.ndjson" | while read -r case; do
		one "$case" env | tr -d ' \n' | outcomes
		echo
	done | grep . >"$work/alone"
	head -n 20 "$work/ours" | cmp - "$work/alone"
}

# What one case costs beside effective, which reads the same record; the greatest of five cases.
latency() {
	head -n 5 "$work/cases.ndjson" | while read -r case; do
		one "$case" "$work/measure" -n 50 "$tolc" -C "$work/record" effective +
	done | awk -v rules="$1" '
		NR % 2 { cpu = $2; wall = $1; next }
		$1 - wall > most_wall { most_wall = $1 - wall }
		$2 - cpu > most { most = $2 - cpu }
		END { printf "one case, %d rules: %.1f ms more than effective, %.1f ms of processor time\n", rules,
			1000 * most_wall, 1000 * most }'
}

echo "engine                 rules    cases    wall s     cpu s  cases/cpu s  MB  claimed%   other%"
for rules in 24 96 384; do
	record "$rules"
	ours "$work/cases.ndjson" | outcomes >"$work/ours"
	alone
	latency "$rules"
	cp "$work/ours" "$work/said"
	"$work/measure" -n "${RUNS:-3}" "$tolc" -C "$work/record" decide --cases "$work/cases.ndjson" |
		row "tolc" "$rules" "$cases"
	peer duckdb "$rules" "$cases"
	peer json-logic-compiled "$rules" $((cases / 20))
	peer json-logic "$rules" $((cases / 50))
	peer zen "$rules" $((cases / 100))
done
