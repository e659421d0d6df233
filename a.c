#include <stddef.h>
const char *f(void){ return __FILE__; }
static int g(int x){return x*3;}
int h(int x){return g(x)+1;}
