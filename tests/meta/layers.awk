# layers.awk layers.txt FILE…: complains of each #include that layers.txt does not allow.


function complain(why) {
	printf "compiler/%s:%d: %s\n", file, FNR, why
	complaints++
}

FILENAME == "layers.txt" {
	sub(/#.*/, "")
	if (split($0, part, ":") < 2)
		next
	known[part[1]] = 1
	allowed[part[1], part[1]] = 1
	count = split(part[2], layers, " ")
	for (i = 1; i <= count; i++)
		allowed[part[1], layers[i]] = 1
	next
}

FNR == 1 {
	file = substr(FILENAME, 3)
	stage = substr(file, 1, index(file, "/") - 1)
	files++
	if (!(stage in known))
		complain("folder " stage " is not in layers.txt")
}

/^[ \t]*#[ \t]*include[ \t]*[<"]git2[.\/]/ && file !~ /^history\/repo\/repo[^\/]*\.[ch]$/ {
	complain("only history/repo/repo*.c may include git2.h")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	name = quoted[2]
	layer = index(name, "/") ? substr(name, 1, index(name, "/") - 1) : name
	if (name == "tol.tab.h" && stage != "syntax")
		complain("only syntax/ may include " name)
	else if ((index(name, "/") || name == "tolc.h") && !((stage, layer) in allowed))
		complain(stage "/ may not include " name)
}

END {
	printf "%d passed, %d failed\n", files - complaints, complaints
	exit complaints > 0
}
