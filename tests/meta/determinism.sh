#!/bin/sh
# determinism.sh TOLC: the same question gives the same bytes, whatever the locale, the time zone, the
# terminal, the folder, the state of the index and the way in which git keeps its objects.
set -eu
tolc=$(realpath "$1")
support=$(realpath "$(dirname "$0")/../support")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset LANG LANGUAGE LC_ALL NO_COLOR
# shellcheck source=tests/support/repo.sh
. "$support/repo.sh"
# shellcheck source=tests/support/lists.sh
. "$support/lists.sh"

# A list that was withdrawn, corrected and broken, so that every kind of answer has something to say.
build() (
	repo_init "$1"
	sample_vocabulary
	sample_list 2018-02-09 2018-02-09
	commit_at 2018-03-01 'record the first version'
	sample_list 2020-06-01 2021-01-01
	commit_at 2020-06-02 'adopt the second'
	sample_list 2020-09-15 2021-03-01 'withdraws 2021-01-01'
	commit_at 2020-09-16 'adopt the third'
	sample_list 2020-09-15 2021-03-01 'corrects "第四条"' 'gain or pilto'
	commit_at 2021-04-10 'correct the third'
	sample_list 2020-09-15 2021-03-01 'expires 2020-01-01' 'gain or gain'
	commit_at 2021-04-09 'record something doubtful'
)

questions() {
	for lang in zh en; do
		for format in human short json jsonl; do
			for question in check timeline doctor 'check --since HEAD~3' 'effective --at 2019-05-01' \
				'effective --at 2021-05-01 --known-at 2020-12-31' \
				'effective --now 2026-01-01'; do
				echo "$question --format $format --lang $lang"
			done
		done
		echo "check --format sarif --lang $lang"
		echo "check --format github --lang $lang"
		echo "check --since HEAD~3 --format junit --lang $lang"
		echo "fmt --diff --keywords $lang --lang $lang"
	done
	for stage in parse check ir; do
		echo "dump --after $stage list.tol"
	done
}

# ask FOLDER FILE [NAME=VALUE…]: all questions, answered in FOLDER.
ask() {
	folder=$1 file=$2
	shift 2
	questions | while read -r question; do
		echo "== $question"
		# shellcheck disable=SC2086
		(cd "$folder" && env "$@" "$tolc" $question 2>&1 </dev/null) || echo "exit $?"
	done >"$file"
}

passed=0 failed=0

# same NAME FILE
same() {
	if diff -u "$work/expected" "$2" >"$work/log"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1:"
		cat "$work/log"
	fi
}

build "$work/one"
mkdir -p "$work/elsewhere/里 面"
build "$work/elsewhere/里 面/two"
ask "$work/one" "$work/expected" LC_ALL=C TZ=UTC
for wanted in withdrawn corrected 2018-02-09 'exit 1'; do
	grep -q "$wanted" "$work/expected" || {
		echo "no answer says '$wanted'"
		failed=$((failed + 1))
	}
done
ask "$work/one" "$work/again" LC_ALL=C TZ=UTC
same 'with the index' "$work/again"
ask "$work/elsewhere/里 面/two" "$work/two" LC_ALL=C.UTF-8 TZ=UTC-14 TERM=xterm COLUMNS=200
same 'another folder, locale, zone and terminal' "$work/two"
git -C "$work/one" gc -q --prune=now
git -C "$work/one" worktree add -q --detach "$work/linked"
ask "$work/linked" "$work/three" LC_ALL=POSIX TZ=EST5EDT NO_COLOR=1
same 'a packed repository, from a linked worktree' "$work/three"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
