# cmake -DARRAY=… -DFOLDER=… -DPATTERN=… -DOUTPUT=… -P embed.cmake
# Writes the files of FOLDER that match PATTERN, byte for byte and in the order of their names, as C:
#
#   struct embedded_page { const char *name; const char *text; size_t length; };
#   extern const struct embedded_page ARRAY[];
#   extern const size_t ARRAY_count;
#
# name is the file's name without its extension; text ends in a NUL byte that length does not count.

file(GLOB files ${FOLDER}/${PATTERN})
list(SORT files COMPARE STRING)

set(texts "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
	get_filename_component(name ${file} NAME_WE)
	file(READ ${file} bytes HEX)
	string(LENGTH "${bytes}" length)
	math(EXPR length "${length} / 2")
	string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
	string(REGEX REPLACE "(................................................................................)"
		"\\1\n" bytes "${bytes}")
	string(APPEND texts "static const unsigned char text_${count}[] = {\n${bytes}0};\n")
	string(APPEND rows "\t{\"${name}\", (const char *)text_${count}, ${length}},\n")
	math(EXPR count "${count} + 1")
endforeach()

file(WRITE ${OUTPUT} "/* Generated from the files ${PATTERN}. */
#include <stddef.h>

struct embedded_page { const char *name; const char *text; size_t length; };
extern const struct embedded_page ${ARRAY}[];
extern const size_t ${ARRAY}_count;

${texts}
const struct embedded_page ${ARRAY}[] = {
${rows}\t{NULL, NULL, 0},
};
const size_t ${ARRAY}_count = ${count};
")
