/* Numbers and amounts of money as sentences write them, in figures or in Chinese words. */
#ifndef TOLC_BASE_NUMERAL_H
#define TOLC_BASE_NUMERAL_H

#include "base/buf.h"
#include "base/str.h"

/* Takes a whole number up to 9999 from the front: 2021, 二〇二一, 十五, 一千二百, 两; -1: none, or one
 * that can be read in two ways (三百五). */
int numeral_take(struct str *text);

enum amount { AMOUNT_NONE, AMOUNT_COUNT, AMOUNT_MONEY };
/* Takes an amount of money or a number of things from the front, and adds how a list writes it: 50 万元
 * for 50万, 3 for 三人. AMOUNT_NONE: nothing is added, and how much was taken is not said. */
enum amount amount_take(struct buf *out, struct str *text);
/* Takes what counts things: 次, 人, 项. */
bool counter_take(struct str *text);
/* Adds how a list writes the amount that the whole text can only mean: 1000 万元 for 一千万元,
 * 50 万元 for 50万 and 人民币50万元. False, and nothing is added, where it is none. */
bool amount_meant(struct buf *out, struct str text);

#endif
