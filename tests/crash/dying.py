"""Work in a child process that is killed with SIGKILL after a number of steps: statements, and commits."""

import itertools
import os
import signal
import traceback

from django.db import connection, connections


def killed(work, *, after):
    """Run `work()` in a forked child killed after step number `after`. False when it ended before it got there."""
    connections.close_all()  # a child must not speak on its parent's line
    if not (child := os.fork()):
        _work_and_die(work, after)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed of itself"
    return False


def _work_and_die(work, after):
    """Never returns."""
    try:
        _count_steps(after)
        work()
    except BaseException:  # noqa: BLE001 -- whatever it is, the child must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _count_steps(last):
    steps = itertools.count(1)

    def step():
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute, *arguments):
        result = execute(*arguments)
        step()
        return result

    connection.ensure_connection()
    connection.execute_wrappers.append(statement)
    commit = connection._commit

    def committed():
        commit()
        step()

    connection._commit = committed
