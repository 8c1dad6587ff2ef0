#!/bin/sh
# record.sh TOLC [LISTS [COMMITS]]: how long it takes to resolve a long record, cold, warm and after
# ten commits more, beside what git takes to list its changes. Prints times; fails where answers
# with and without an index differ.
set -eu
tolc=$1 lists=${2:-1000} commits=${3:-100000}
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC

cc -O2 -std=c11 -o "$work/make_record" "$source/tests/bench/make_record.c"
git init -q -b main "$work/record"
"$work/make_record" "$lists" "$commits" | git -C "$work/record" fast-import --quiet --done
git -C "$work/record" repack -adq

seconds() {
	start=$(date +%s%N)
	"$@" >"$work/out"
	end=$(date +%s%N)
	echo "$start $end" | awk '{ printf "%.3f", ($2 - $1) / 1e9 }'
}

# The least of five, for other work on the machine only ever adds.
least() {
	for _ in 1 2 3 4 5; do
		"${before:-:}"
		seconds "$@"
		echo
	done | sort -n | head -n 1
}

forget() {
	rm -rf "$work/record/.git/tolc"
}

effective() {
	"$tolc" -C "$work/record" effective --at 2020-01-01 --now 2026-01-01 --format json "$@"
}

answer_same() {
	effective --no-cache >"$work/without"
	effective >"$work/with"
	cmp "$work/without" "$work/with"
}

git_time=$(least git -C "$work/record" log --first-parent --raw --no-renames -- '*.tol')
plain_time=$(least effective --no-cache)
before=forget
cold_time=$(least effective)
before=
answer_same
warm_time=$(least effective)
known_time=$(least effective --known-at 2015-01-01)
"$work/make_record" "$lists" $((commits + 10)) | git -C "$work/record" fast-import --quiet --done --force
ten_time=$(seconds effective)
answer_same

ratio() {
	echo "$1 $2" | awk '{ printf "%.2f", $1 / $2 }'
}
echo "$lists lists, $commits commits"
echo "git log --first-parent --raw       $git_time s"
echo "effective, cold, no index          $plain_time s   $(ratio "$plain_time" "$git_time") of git"
echo "effective, cold, index written     $cold_time s   $(ratio "$cold_time" "$git_time") of git"
echo "effective, warm                    $warm_time s"
echo "effective --known-at, warm         $known_time s"
echo "effective after ten more commits   $ten_time s"
