#define SUBTRACT 2
