# jq -r --slurpfile schema SCHEMA -f schema.jq: holds each input to a JSON Schema (the part of draft
# 2020-12 that is named here; any other word in the schema is an error). Prints what is wrong and
# where; nothing where all is right. The schema lets unknown members pass, as those who read answers
# should; here a member that an object's own "properties" do not name is wrong, so that none is added
# without being described.

def known: ["$schema", "$id", "$defs", "$ref", "title", "description", "type", "enum", "const",
	"properties", "required", "items", "minItems", "anyOf", "allOf", "pattern",
	"minimum", "if", "then"];

def kind: if type == "number" and . == floor then "integer" else type end;

def is_kind($names): kind as $kind | $names
	| if type == "array" then . else [.] end
	| any(. == $kind or (. == "number" and $kind == "integer"));

def at($path): "\($path | map("/" + tostring) | join("")): ";

def find($root; $ref): $root | getpath($ref | ltrimstr("#/") | split("/"));

# mode: "closed"; "part", where the schema is one of several that hold of the same value; "loose", where it
# only asks which of them do.
def beside($mode): if $mode == "loose" then "loose" else "part" end;
def below($mode): if $mode == "loose" then "loose" else "closed" end;
def faults($root; $schema; $path; $mode):
	. as $value
	| ($schema | keys_unsorted - known | map(at($path) + "the schema says \(.)"))
	+ (if $schema | has("$ref") then faults($root; find($root; $schema["$ref"]); $path; $mode) else [] end)
	+ (if ($schema | has("type")) and ($value | is_kind($schema.type) | not)
		then [at($path) + "\($value | kind) is not \($schema.type)"] else [] end)
	+ (if ($schema | has("enum")) and all($schema.enum[]; . != $value)
		then [at($path) + "\($value | tojson) is none of \($schema.enum | tojson)"] else [] end)
	+ (if ($schema | has("const")) and $schema.const != $value
		then [at($path) + "\($value | tojson) is not \($schema.const | tojson)"] else [] end)
	+ (if ($schema | has("pattern")) and ($value | type) == "string" and ($value | test($schema.pattern) | not)
		then [at($path) + "\($value | tojson) is not like \($schema.pattern)"] else [] end)
	+ (if ($schema | has("minimum")) and ($value | type) == "number" and $value < $schema.minimum
		then [at($path) + "\($value) is below \($schema.minimum)"] else [] end)
	+ (if ($value | type) == "object" then
		[($schema.required // [])[] | select(. as $key | $value | has($key) | not) | at($path) + "lacks \(.)"]
		+ [$value | keys_unsorted[] | . as $key
			| if $schema.properties | (. // {}) | has($key)
				then $value[$key] | faults($root; $schema.properties[$key]; $path + [$key]; below($mode))[]
			elif $mode == "closed" and ($schema | has("properties")) then at($path) + "holds \($key)"
			else empty end]
	else [] end)
	+ (if ($value | type) == "array" then
		(if $schema.minItems != null and ($value | length) < $schema.minItems
			then [at($path) + "has fewer than \($schema.minItems)"] else [] end)
		+ (if $schema | has("items")
			then [range($value | length) as $i | $value[$i] | faults($root; $schema.items; $path + [$i]; below($mode))[]]
			else [] end)
	else [] end)
	+ (if $schema | has("anyOf") then
		[$schema.anyOf[] as $one | faults($root; $one; $path; $mode)] as $all
		| if any($all[]; length == 0) then [] else [$all[][]] end
	else [] end)
	+ [($schema.allOf // [])[] as $one | faults($root; $one; $path; beside($mode))[]]
	+ (if ($schema | has("if")) and (faults($root; $schema["if"]; $path; "loose") | length) == 0
		then faults($root; $schema["then"]; $path; beside($mode)) else [] end);

faults($schema[0]; $schema[0]; []; "closed") | .[]
