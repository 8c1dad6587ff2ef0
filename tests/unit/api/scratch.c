/* The scratch folder of the tests of history/, in this program too. */
#include "unit/history/scratch.c"
