#!/bin/sh
# install.sh BUILD CC: what is installed can be moved, found through pkg-config and find_package,
# linked both ways, and exports nothing but tol_*.
set -eu
build=$1 cc=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# works NAME COMMAND…
works() {
	name=$1
	shift
	if "$@" >"$work/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name:"
		cat "$work/log"
	fi
}

cat >"$work/client.c" <<'END'
#include <tolc.h>
#include <string.h>

int main(void)
{
	return strcmp(tol_version(), TOL_VERSION) != 0;
}
END
cat >"$work/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(client C)
find_package(tolc 0.1 CONFIG REQUIRED)
foreach(library tolc tolc_static)
	add_executable(with_${library} client.c)
	target_link_libraries(with_${library} tolc::${library})
endforeach()
END

pkg_config_client() {
	# shellcheck disable=SC2046
	"$cc" "$work/client.c" $(pkg-config --cflags --libs tolc) -o "$work/client"
	LD_LIBRARY_PATH=$work/moved/lib "$work/client"
}

cmake_clients() {
	cmake -S "$work" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/moved"
	cmake --build "$work/build"
	"$work/build/with_tolc"
	"$work/build/with_tolc_static"
}

only_public() {
	nm -D --defined-only "$work/moved/lib/libtolc.so" | awk '{ print $3 }' | sort >"$work/exported"
	grep -oh 'tol_[a-z_]*(' "$work/moved/include/tolc/"*.h | tr -d '(' | sort -u >"$work/declared"
	comm -13 "$work/declared" "$work/exported" >"$work/undeclared"
	cat "$work/undeclared"
	[ ! -s "$work/undeclared" ]
}

cmake --install "$build" --prefix "$work/installed" >/dev/null
mv "$work/installed" "$work/moved"
export PKG_CONFIG_PATH="$work/moved/lib/pkgconfig"
works 'a client by pkg-config' pkg_config_client
works 'clients by find_package' cmake_clients
works 'nothing but the public functions' only_public
for file in tolc/tolc-1.schema.json bash-completion/completions/tolc zsh/site-functions/_tolc \
	fish/vendor_completions.d/tolc.fish man/man1/tolc.1 man/man1/tolc-check.1; do
	works "$file" test -s "$work/moved/share/$file"
done
works 'the program' "$work/moved/bin/tolc" version
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
