# Adds up ctest's logs: the cases that a test counts itself ("N passed, N failed", or Criterion's
# closing line), else the test as one. Exits with 1 where anything failed or nothing ran.

function number_after(word) {
	return match($0, word ": *[0-9]+") ? substr($0, RSTART + length(word) + 1, RLENGTH) + 0 : 0
}

/^[0-9]+\/[0-9]+ Test: / { good = bad = 0 }
/^[0-9]+ passed, [0-9]+ failed$/ { good += $1; bad += $3 }
/Synthesis: Tested:/ { good += number_after("Passing"); bad += number_after("Failing") }
/^Test Passed\.$/ { passed += good + bad ? good : 1; failed += bad }
/^Test Failed\.$|^Test \*\*\*|^Unable to find executable/ { passed += good; failed += bad ? bad : 1 }
/^Test Skipped\.$/ { skipped++ }

END {
	if (skipped)
		print skipped " tests skipped"
	printf "%d passed, %d failed\n", passed, failed
	exit failed > 0 || !passed
}
