"""The twin of every port, so that a laptop needs nothing. Each says in the log that it is one."""
