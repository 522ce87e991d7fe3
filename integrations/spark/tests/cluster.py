"""A standalone cluster of real processes: a master and two workers with an executor of a core each."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyspark
from helpers import HERE

SPARK_HOME = Path(pyspark.__file__).parent
# Two names for this machine: Spark starts no second attempt of a task on the host of the first.
HOSTS = ("127.0.0.1", "127.0.0.2")


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._daemons: list[subprocess.Popen[bytes]] = []
        try:
            master = self._start("master", HOSTS[0], "deploy.master.Master", "--host", HOSTS[0], "--port", "0")
            self.url = self._wait_for(master, r"Starting Spark master at (spark://\S+)")
            self.workers = [self._start_worker(host) for host in HOSTS]
        except BaseException:
            self.stop()
            raise

    def _start_worker(self, host: str) -> subprocess.Popen[bytes]:
        work = str(self._folder / f"work-{host}")
        arguments = ["--host", host, "--cores", "1", "--memory", "600m", "--work-dir", work, self.url]
        log = self._start(f"worker-{host}", host, "deploy.worker.Worker", *arguments)
        self._wait_for(log, "Successfully registered with master")
        return self._daemons[-1]

    def _start(self, name: str, host: str, kind: str, *arguments: str) -> Path:
        log = self._folder / f"{name}.log"
        command = [str(SPARK_HOME / "bin/spark-class"), f"org.apache.spark.{kind}", "--webui-port", "0", *arguments]
        environment = self._environment(host)
        with log.open("wb") as output:
            self._daemons.append(subprocess.Popen(command, stdout=output, stderr=output, env=environment))
        return log

    def _environment(self, host: str) -> dict[str, str]:
        local = {"SPARK_LOCAL_IP": host, "SPARK_LOCAL_DIRS": str(self._folder / "scratch"), "SPARK_DAEMON_MEMORY": "256m"}
        configuration = self._folder / "conf"
        configuration.mkdir(exist_ok=True)
        # Spark's shells log warnings alone unless told otherwise; the tests read what the daemons and the driver tell.
        (configuration / "log4j2.properties").write_text(_LOGGING)
        python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
        return {**os.environ, **local, **python, "SPARK_HOME": str(SPARK_HOME), "SPARK_CONF_DIR": str(configuration)}

    @staticmethod
    def _wait_for(log: Path, pattern: str) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if match := re.search(pattern, log.read_text()):
                return match[match.lastindex or 0]
            time.sleep(0.1)
        raise TimeoutError(f"no “{pattern}” in:\n{log.read_text()}")

    def submit(self, arguments: list[str], **settings: object) -> subprocess.Popen[str]:
        """Starts a run of `render.py`. `spark-submit` gives the driver's messages on its standard output, and its own apart."""
        settings = {"spark.executor.memory": "512m", "spark.driver.memory": "512m", "spark.ui.enabled": "false", **settings}
        command = [str(SPARK_HOME / "bin/spark-submit"), "--master", self.url]
        for name, value in settings.items():
            command += ["--conf", f"{name}={value}"]
        command += [str(HERE.parent / "render.py"), *arguments]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self._environment(HOSTS[0])
        )

    def executors(self, worker: int) -> list[int]:
        """The executors that a worker runs, whose processes are its children, the latest last: one of the application before may
        still be ending."""
        parent = self.workers[worker].pid
        children = Path(f"/proc/{parent}/task").glob("*/children")
        pids = [int(pid) for path in children for pid in path.read_text().split()]
        return sorted((pid for pid in pids if b"CoarseGrainedExecutorBackend" in _command(pid)), key=_start)

    def stop(self) -> None:
        for daemon in reversed(self._daemons):
            daemon.send_signal(signal.SIGTERM)
        for daemon in self._daemons:
            try:
                daemon.wait(timeout=20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended
        return b""


def _start(pid: int) -> int:
    """When a process started, in ticks since the machine did (proc_pid_stat(5), field 22)."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19])
    except OSError:
        return 0


_LOGGING = """
rootLogger.level = info
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
"""
