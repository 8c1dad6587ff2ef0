#include "base.h"

#include "base/bits.h"

Test(bits, lowest_and_count_of_a_word)
{
	cr_assert_eq(bits_lowest(1), 0);
	cr_assert_eq(bits_lowest(UINT64_C(1) << 63), 63);
	cr_assert_eq(bits_lowest(UINT64_C(0xff00)), 8);
	cr_assert_eq(bits_count(0), 0);
	cr_assert_eq(bits_count(~UINT64_C(0)), 64);
}

Test(bits, nth_goes_round)
{
	uint64_t bits = UINT64_C(1) << 63 | 0x12;
	static const unsigned expected[] = {1, 4, 63, 1, 4, 63, 1};
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		cr_assert_eq(bits_nth(bits, i), expected[i], "%zu", i);
	cr_assert_eq(bits_nth(0, 7), 0);
}

Test(bits, bytes_change_places)
{
	cr_assert_eq(bits_swap_bytes(UINT64_C(0x0102030405060708)), UINT64_C(0x0807060504030201));
}
