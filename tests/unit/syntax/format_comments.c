/* Where comments go. Each row is a text and what it becomes. */
#include "syntax.h"

Test(format_comments, they_stay_on_their_line_or_on_a_line_of_their_own)
{
	static const struct row rows[] = {
		{"# head\n\n# more\ntol 1 # edition  \n# a\nuse a # b\n\n# c\n# d\n\nuse b\n# "
		 "e\n\n# f",
		 "# head\n\n# more\ntol 1  # edition\n\n# a\nuse a  # b\n\n# c\n# d\n\nuse b\n# "
		 "e\n\n# f\n"},
		{"tol 1\nlist l { # open\n# first\nissuer a # trailing\n# own\nbar x { when y } # "
		 "behind\n"
		 "# last\n}\n# end",
		 "tol 1\n\nlist l {  # open\n  # first\n  issuer       a  # trailing\n\n  # own\n  "
		 "bar x {\n"
		 "    when       y\n  }  # behind\n  # last\n}\n# end\n"},
		{"tol 1 list l { # nothing\n}", "tol 1\n\nlist l {  # nothing\n}\n"},
		{"tol 1 list l {\n# nothing\n}", "tol 1\n\nlist l {\n  # nothing\n}\n"},
		{"#\ntol 1 #\n", "#\ntol 1  #\n"},
		{"tol # a\n# b\n1 # c\nuse d", "tol 1  # a\n\n# b\n# c\nuse d\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format_comments, they_break_conditions)
{
	static const struct row rows[] = {
		{"a and # why\nb", "a  # why\n" INDENT "and b"},
		{"a # why\nand b and c # end\n",
		 "a  # why\n" INDENT "and b\n" INDENT "and c  # end"},
		{"all of { a, # first\n# second\nb, # third\n}",
		 "all of {\n" INDENT "  a,  # first\n" INDENT "  # second\n" INDENT
		 "  b,  # third\n" INDENT "}"},
		{"not ( # x\na)", "not a  # x"},
		{"a and ( # x\nb = 5 # y\n)", "a  # x\n" INDENT "and b = 5  # y"},
		{"a and ( # x\nb or c)", "a  # x\n" INDENT "and (b or c)"},
		{"x = # y\n5", "x  # y\n" INDENT "= 5"},
	};
	EXPECT_CONDITIONS(rows);
}

Test(format_comments, they_stay_between_the_words_between_which_they_stood)
{
	static const struct row rows[] = {
		{"tol 1 list # a\nl # b\n\"t\" # c\n{ issuer # d\nx # e\n; # f\n}",
		 "tol 1\n\nlist  # a\n    l  # b\n    \"t\" {  # c\n"
		 "  issuer  # d\n" INDENT "x  # e\n  # f\n}\n"},
		{"tol 1 list l { bar x { effect # a\nmay # b\nexempt # c\n, # d\nlenient } }",
		 "tol 1\n\nlist l {\n  bar x {\n    effect  # a\n" INDENT "may  # b\n" INDENT
		 "exempt,  # c\n" INDENT "# d\n" INDENT "lenient\n  }\n}\n"},
		{"tol 1 list l { procedure p { step s # a\nby # b\nx # c\nwithin 3 # d\ndays from "
		 "y } }",
		 "tol 1\n\nlist l {\n  procedure p {\n    step s  # a\n        by  # b\n        x  "
		 "# c\n"
		 "        within 3 days  # d\n        from y\n  }\n}\n"},
		{"tol 1 case c { expect tolerated # a\nby x # b\n/ y # c\nbecause # d\n\"z\" # "
		 "e\n\"w\" }",
		 "tol 1\n\ncase c {\n  expect       tolerated  # a\n" INDENT "by x  # b\n" INDENT
		 "/y  # c\n" INDENT "# d\n" INDENT "because \"zw\"  # e\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format_comments, they_are_kept_as_they_are_but_for_mark_and_end)
{
	expect_format(
		"tol 1\n＃ tolc:ignore TOL0412 reason=\"…\" 　\t\r\n#no space\n#\tx　y\nuse a",
		"tol 1\n\n# tolc:ignore TOL0412 reason=\"…\"\n#no space\n#\tx　y\nuse a\n",
		FORMAT_KEYWORDS_AS_WRITTEN);
}
