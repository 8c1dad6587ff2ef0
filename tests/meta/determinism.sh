#!/bin/sh
# determinism.sh TOLC: the same question gives the same bytes, whatever the locale, the time zone,
# the terminal and the time of day.
set -eu
cd "$(dirname "$0")/../.."
tolc=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# same ARGUMENT…: the short form has nothing to say where nothing is in force.
same() {
	env -u LC_ALL LANG=C LANGUAGE='' TZ=UTC "$tolc" "$@" >"$work/one" 2>&1 </dev/null || true
	LC_ALL=C.UTF-8 TZ=UTC-14 COLUMNS=200 TERM=xterm NO_COLOR=1 \
		"$tolc" "$@" >"$work/two" 2>&1 </dev/null || true
	if { [ "$format" = short ] || [ -s "$work/one" ]; } && cmp -s "$work/one" "$work/two"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "tolc $*: differs, or says nothing"
		diff "$work/one" "$work/two" || true
	fi
}

for format in human short json; do
	for lang in zh en; do
		now="--lang $lang --format $format --now 2026-01-01T00:00:00Z"
		# shellcheck disable=SC2086
		{
			same effective --at 2019-05-01 $now
			same timeline $now
			same doctor $now
		}
	done
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
