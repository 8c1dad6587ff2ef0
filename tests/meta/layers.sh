#!/bin/sh
# Holds every #include of the compiler to compiler/layers.txt. Beyond that only history/repo/repo*.c sees
# git2.h, and only syntax/ what bison made of the grammar.
set -eu
cd "$(dirname "$0")/../../compiler"
find . -mindepth 2 -name '*.[ch]' ! -path './include/*' | sort |
	xargs awk -f ../tests/meta/layers.awk layers.txt
