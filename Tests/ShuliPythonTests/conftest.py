"""What several files of tests need."""

import os
import sys

import pytest


@pytest.fixture(scope="session")
def spark():
    """A session of Spark on two cores, in which a task is tried four times."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate())
    yield session
    session.stop()


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
