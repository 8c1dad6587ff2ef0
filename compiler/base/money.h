/* Exact money: fen (hundredths of a yuan) in 64 bits. Never floating point. */
#ifndef TOLC_BASE_MONEY_H
#define TOLC_BASE_MONEY_H

#include "base/buf.h"
#include "base/str.h"

enum money_unit { MONEY_YUAN, MONEY_WAN, MONEY_YI }; /* 元, 万元, 亿元 */

enum money_status {
	MONEY_OK,
	MONEY_MALFORMED, /* not digits with at most one point */
	MONEY_TOO_FINE,	 /* a part of a fen */
	MONEY_TOO_LARGE, /* above 92 quadrillion yuan */
};

/* digits: "1.5"; the unit scales it. */
enum money_status money_parse(int64_t *fen, struct str digits, enum money_unit unit);
/* "500000.00", or "500000" where there are no fen. */
void buf_add_money_decimal(struct buf *buf, int64_t fen);
/* "50 万元", "1.5 亿元", "500000.50 元": the largest unit that keeps it exact and short. */
void buf_add_money(struct buf *buf, int64_t fen);

#endif
