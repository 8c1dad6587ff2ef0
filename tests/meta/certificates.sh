#!/bin/sh
# certificates.sh TOLC: where libgit2 would read the certificates that the system trusts, it calls what
# the program has in that place (compiler/cli/certificates.c), and a repository is read all the same.
set -eu
tolc=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git init -q "$work/record"
LD_DEBUG=bindings LD_DEBUG_OUTPUT="$work/bindings" \
	"$tolc" -C "$work/record" effective --no-cache >"$work/answer" 2>&1 || [ $? -eq 2 ]
grep -q 'no commit yet' "$work/answer"
cat "$work"/bindings.* >"$work/all"
grep -q 'libgit2\.so' "$work/all"
if grep -q 'libgit2\.so.*to .*libmbed' "$work/all"; then
	grep 'libgit2\.so.*to [^ ]*/tolc \[.*`mbedtls_x509_crt_parse_file' "$work/all"
else
	echo "this libgit2 is built without Mbed TLS"
fi
