"""What several files of tests need."""

import os

import pytest


@pytest.fixture
def killing(tmp_path):
    """A function for `mapInArrow` that kills the process of the second task once, and the file that is there then."""
    marker = os.fspath(tmp_path / "killed")

    def kill(batches):
        from pyspark import TaskContext

        for batch in batches:
            if TaskContext.get().partitionId() == 1 and not os.path.exists(marker):
                open(marker, "w").close()
                os._exit(9)
            yield batch

    return kill, marker
