"""The way to a cluster: one Spark context for a call, with a clear word when it can't be had."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from kg.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark import RDD, SparkContext

T = TypeVar("T")
_ALWAYS = {
    # A task's output counts when its job is whole, and not before.
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
    "spark.ui.showConsoleProgress": "false",
}


@contextmanager
def running(master: str | None, settings: Mapping[str, str]) -> Iterator[SparkContext]:
    """Give the context of this process, or one of our own that ends with the block.

    ``master`` is an address such as ``spark://host:7077``; without one Spark's own settings decide,
    else all processors of this machine are used. Raises CallError without Spark, Java or
    master, and OSError when a job fails there.
    """
    try:
        with warnings.catch_warnings():
            # It says that parts which we don't use don't know our pandas.
            warnings.simplefilter("ignore", FutureWarning)
            import pyspark  # noqa: PLC0415 - takes half a second, and comes with an extra
            from py4j.protocol import Py4JJavaError  # noqa: PLC0415 - as Spark, which it is of
    except ImportError as error:
        msg = "Spark is not installed (install the extra: pip install 'kg[spark]')"
        raise CallError(msg) from error
    found = pyspark.SparkContext._active_spark_context  # it has no other name
    if found is not None:
        yield found
        return
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        msg = "Spark needs Java 17 or later (on Debian: apt install openjdk-17-jre-headless)"
        raise CallError(msg)
    # Those who work must have what we have: the same Python, at the same place.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    given = pyspark.SparkConf().setAppName("kg").setAll([*_ALWAYS.items(), *settings.items()])
    if master is not None:
        given.setMaster(master)
    given.setIfMissing("spark.master", "local[*]")
    try:
        context = pyspark.SparkContext(conf=given)
    except Exception as error:  # Java's own, of many kinds
        told = str(error).partition("\n")[0]
        msg = f"no Spark at '{given.get('spark.master')}': {told}"
        raise CallError(msg) from error
    try:
        yield context
    except Py4JJavaError as error:
        found = error.java_exception
        while found.getCause() is not None:
            found = found.getCause()
        told = str(found.getMessage()).partition("\n")[0]
        raise OSError(errno.EIO, f"the job failed: {told}", context.master) from error
    finally:
        context.stop()


def kept(found: RDD[T]) -> RDD[T]:
    """Keep what several passes need, on disk where memory is short, and not make it again."""
    from pyspark import StorageLevel  # noqa: PLC0415 - as all of Spark

    return found.persist(StorageLevel.MEMORY_AND_DISK)


def spread(key: Any) -> int:
    """Tell apart where the records of a key are worked on; the same in every process."""
    return crc32(str(key).encode())
