/* Loaded before the program, so that its wall clock is SECONDS_LATER seconds ahead of the real one (or behind it). The
   program has no switch for this, and should have none: what it puts on record has the real time. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
    const char *later = getenv("SECONDS_LATER");
    int failed = (int)syscall(SYS_clock_gettime, clock, time);
    if (failed == 0 && clock == CLOCK_REALTIME && later != NULL)
        time->tv_sec += atoll(later);
    return failed;
}
