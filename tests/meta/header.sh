#!/bin/sh
# header.sh CC INCLUDE_FLAG…: each public header compiles alone, as strict C11 and as C++; every
# other header of the compiler compiles alone.
set -eu
cd "$(dirname "$0")/../.."
cc=$1
shift
passed=0 failed=0

# compiles COMMAND… FILE
compiles() {
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

strict="-fsyntax-only -Wall -Wextra -pedantic -Werror"
for public in compiler/include/tolc.h compiler/include/tolc/*.h; do
	# shellcheck disable=SC2086
	compiles "$cc" -x c -std=c11 $strict "$public"
	# shellcheck disable=SC2086
	if command -v c++ >/dev/null; then
		compiles c++ -x c++ -std=c++17 $strict "$public"
	fi
done
for header in compiler/*/*.h; do
	# shellcheck disable=SC2086
	compiles "$cc" -x c -std=c11 -D_XOPEN_SOURCE=700 $strict "$@" "$header"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
