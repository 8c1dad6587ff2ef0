#!/bin/sh
# no_logs.sh FOLDER: fails, showing them, where a sanitizer left reports in FOLDER.
status=0
for log in "$1"/*; do
	[ -e "$log" ] || continue
	cat "$log"
	status=1
done
exit $status
