// The typed REST calls, one method per route.
