#include <signal.h>
#include <sys/prctl.h>

// prctl takes variable arguments, which do not import.

/// Sends this process SIGTERM when its parent ends (Linux, prctl(2)); -1 with errno when it can't.
static inline int end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGTERM); }
