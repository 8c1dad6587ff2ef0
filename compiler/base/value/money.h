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

/* digits: "1.5", with digits on both sides of a point and no sign; the unit scales it. Zeros at
 * either end change nothing. *fen is written where it is MONEY_OK. */
enum money_status money_parse(int64_t *fen, struct str digits, enum money_unit unit);
/* "500000.50", or "500000" where there are no fen. */
void buf_add_money_decimal(struct buf *buf, int64_t fen);
/* "50 万元", "1.5 亿元", "500000.50 元": the largest unit of which it is at least one and in which
 * two digits behind the point are enough. */
void buf_add_money(struct buf *buf, int64_t fen);

#endif
