#!/bin/sh
# The runners themselves: each must fail where it should, bless what it is told to, and leave
# nothing behind. A program that stands in for tolc prints its last argument and that file.
set -eu
support=$(cd "$(dirname "$0")/../support" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work/tmp"
mkdir -p "$work/bin" "$work/suite" "$TMPDIR"
cat >"$work/bin/tolc" <<'END'
#!/bin/sh
for last; do :; done
[ -f "$last" ] || exit 3
echo "$last"
cat "$last" >&2
END
chmod +x "$work/bin/tolc"
unset TOLC_BLESS
passed=0 failed=0

# gives STATUS NAME COMMAND…
gives() {
	wanted=$1 name=$2
	shift 2
	status=0
	"$@" >"$work/log" 2>&1 || status=$?
	if [ $status -eq "$wanted" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: exit status $status, not $wanted"
		cat "$work/log"
	fi
}

golden() {
	perl "$support/golden.pl" "$work/bin/tolc" "$work/suite"
}

transcript() {
	perl "$support/transcript.pl" "$work/bin/tolc" "$work/session.test"
}

docs() {
	perl "$support/../meta/docs.pl" "$work/bin/tolc" "$work/doc.md"
}

echo check >"$work/suite/suite.cmd"
gives 1 'a suite without cases' golden
printf 'tol 1\n' >"$work/suite/one.tol"
gives 1 'output that nothing expects' golden
gives 0 'blessing' env TOLC_BLESS=1 perl "$support/golden.pl" "$work/bin/tolc" "$work/suite"
gives 0 'blessed output' golden
gives 0 'what blessing wrote' grep -qx 'one.tol' "$work/suite/one.out"
gives 1 'no exit status written for 0' test -e "$work/suite/one.rc"
echo 1 >"$work/suite/one.rc"
gives 1 'another exit status' golden
rm "$work/suite/one.rc"
touch "$work/suite/gone.err"
gives 1 'expectations of a case that is gone' golden
rm "$work/suite/gone.err"
mkdir "$work/suite/many.dir"
echo 3 >"$work/suite/many.rc"
gives 0 'a case that is a folder' golden

cat >"$work/session.test" <<'END'
Two commands.

    $ x=1; cat >a.tol <<EOF
    > tol 1
    >
    > EOF
    $ echo $x; tolc a.tol
    1
    a.tol
    ! tol 1
    !
    $ cd /; false
    exit 1
END
gives 0 'a transcript' transcript
cp "$work/session.test" "$work/before"
gives 0 'blessing a transcript' env TOLC_BLESS=1 perl "$support/transcript.pl" "$work/bin/tolc" \
	"$work/session.test"
gives 0 'blessing changes nothing that is right' cmp "$work/before" "$work/session.test"
sed -i 's/^    a.tol/    b.tol/' "$work/session.test"
gives 1 'a wrong line' transcript
sed -i 's/^    b.tol/    a.tol/; /exit 1/d' "$work/session.test"
gives 1 'an exit status nobody expects' transcript
# shellcheck disable=SC2016
printf '    $ exit 0\n    $ true\n' >"$work/session.test"
gives 1 'a shell that is left' transcript
echo prose >"$work/session.test"
gives 1 'a transcript without commands' transcript

# example WORDS TEXT: a document with one example.
example() {
	printf '%s\n' "~~~tol$1" "$2" '~~~' | tr '~' '\140' >"$work/doc.md"
}

example '' 'tol 1'
gives 0 'a sound example' docs
example ' fails TOL0001' 'tol 1'
gives 1 'an example that should fail' docs
example ' fails TOL0001' 'TOL0001'
gives 0 'an example that fails' docs
example '' 'TOL0001'
gives 1 'an example that fails unasked' docs

gives 0 'an empty folder for scratch files' rmdir "$TMPDIR"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
