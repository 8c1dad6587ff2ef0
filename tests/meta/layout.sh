#!/bin/sh
# The shape of the tree: what stands at the top, nothing generated, files and functions of a size
# that can be read.
set -eu
cd "$(dirname "$0")/../.."
git -c safe.directory='*' rev-parse --is-inside-work-tree >/dev/null 2>&1 || {
	echo "not a git work tree: skipped"
	exit 77
}

max_file=600
max_function=60
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check NAME: reads the offenders, one a line.
check() {
	echo "$1" >>"$work/checks"
	sed "s|^|$1: |" >>"$work/complaints"
}

tracked() {
	git -c safe.directory='*' -c core.quotePath=off ls-files --cached --others --exclude-standard -- "$@"
}

sources() {
	tracked '*.c' '*.h' '*.l' '*.y' '*.def' '*.pl' '*.pm' '*.awk' '*.sh' '*.cmake' 'CMakeLists.txt' \
		'*/CMakeLists.txt' '.ci/*'
}

tracked | sed 's|/.*||' | sort -u | grep -v '^\.' |
	grep -vxE 'grammar|compiler|rulesets|tests|CMakeLists\.txt|README\.md|LICENSE' |
	check 'has no place at the top' || true
tracked | grep -E '\.(o|a|so|deb|gcda|gcno|orig|rej)$|\.tab\.[ch]$|\.lex\.c$|lex\.yy\.c$' |
	check 'is generated' || true
sources | xargs wc -l | awk -v max="$max_file" '$2 != "total" && $1 > max { print $2 ":" $1 }' |
	check "has more than $max_file lines"
tracked '*.c' | xargs -r awk -v max="$max_function" '
	/^\{/ { start = FNR }
	/^\}/ && start { if (FNR - start - 1 > max) print FILENAME ":" start; start = 0 }' |
	check "begins a function of more than $max_function lines"
tracked '*.c' '*.h' | xargs -r grep -nE '(^|[[:space:];{}])//' | check 'C++ comment' || true
tracked '*.c' '*.h' | xargs -r grep -nE '^typedef (struct|union|enum)' | check 'typedef' || true
sources | xargs grep -nE '[[:space:]]$' | check 'ends in white space' || true
tracked | tr '\n' '\0' | xargs -0 grep -nIE '/(hom[e]|wor[k]|roo[t]|User[s])/[a-z]' |
	check 'path of one machine' || true
tracked 'compiler/*.c' 'compiler/*.h' |
	xargs -r grep -nE '[^a-z_](getenv|setlocale|time|exit|printf|puts)\(' |
	grep -v '^compiler/cli/' | check 'only cli/ talks to the world' || true

cat "$work/complaints"
checks=$(wc -l <"$work/checks")
failed=$(cut -d: -f1 "$work/complaints" | sort -u | wc -l)
echo "$((checks - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
