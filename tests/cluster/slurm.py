"""A real SLURM of one node on loopback, run by the calling user: no systemd, cgroups or accounting database."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import psutil

PROGRAMS = ("munged", "munge", "slurmctld", "slurmd", "sinfo", "squeue", "sbatch", "srun", "scancel")
CPUS, MEMORY_MB = 2, 9000
PATIENCE_SECONDS = 300
ENDED_SECONDS = 30  # for jobs that are cancelled

# Limits on memory without cgroups: sampled each second. Ended jobs stay visible to squeue for MinJobAge. The node has
# what is said here, however small the machine (config_overrides).
CONF = """
ClusterName=loopback
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
PlugStackConfig={folder}/plugstack.conf
MpiDefault=none
SwitchType=switch/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=1
JobAcctGatherParams=OverMemoryKill
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/completed.txt
ReturnToService=2
SlurmdTimeout=0
SlurmdParameters=config_overrides
MinJobAge=3600
KillWait=3
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={node_port} CPUs={cpus} RealMemory={memory_mb} State=UNKNOWN
PartitionName=main Nodes=n1 Default=YES MaxTime=300 DefMemPerCPU=500 State=UP
"""


def missing_programs() -> list[str]:
    """Name the programs of Debian's packages slurm-wlm and munge that are not here."""
    return [name for name in PROGRAMS if shutil.which(name, path=search_path()) is None]


def search_path() -> str:
    """Give PATH with the folders where Debian keeps daemons, which a user's PATH may lack."""
    return os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])


class Slurm:
    """munged, slurmctld and slurmd with key, sockets, state, logs and pid files in one private folder.

    `env` is what a process needs to submit to it. SLURM finds its configuration by SLURM_CONF; the plugin's job step
    drops that variable before it calls `srun`, hence an `srun` of our own in front, which puts it back.
    """

    def __init__(self, folder: Path):
        self.folder, self.conf, programs = folder, folder / "slurm.conf", folder / "bin"
        for name in ("state", "spool", "bin"):
            (folder / name).mkdir(parents=True)
        (folder / "plugstack.conf").touch()
        controller_port, node_port = free_ports(2)
        self.conf.write_text(
            CONF.format(
                folder=folder,
                host=socket.gethostname().split(".")[0],
                user=subprocess.check_output(["id", "--user", "--name"], text=True).strip(),
                controller_port=controller_port,
                node_port=node_port,
                cpus=CPUS,
                memory_mb=MEMORY_MB,
            )
        )
        self.env = {**os.environ, "SLURM_CONF": str(self.conf), "PATH": f"{programs}{os.pathsep}{search_path()}"}
        srun = programs / "srun"
        srun.write_text(f'#!/bin/sh\nSLURM_CONF={self.conf} exec {shutil.which("srun", path=search_path())} "$@"\n')
        srun.chmod(0o755)

    def start(self) -> None:
        """Start the three daemons and wait until the node takes jobs."""
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        options = {"key-file": key, "socket": "munge.socket", "pid-file": "munged.pid", "log-file": "munged.log"}
        paths = [f"--{option}={self.folder / name}" for option, name in {**options, "seed-file": "munge.seed"}.items()]
        self.run("munged", "--force", *paths)
        self.start_controller("-c")
        self.run("slurmd", "-f", str(self.conf), "-N", "n1", "-c")
        self.wait_until(lambda: "idle" in self.run("sinfo", "--noheader", "--format=%T", check=False))

    def start_controller(self, *options: str) -> None:
        """Start slurmctld, from its saved state unless `-c` is given."""
        self.run("slurmctld", "-f", str(self.conf), *options)

    def stop_controller(self) -> None:
        """End slurmctld and wait until it is gone."""
        self.end("slurmctld")

    def stop(self) -> None:
        """Cancel what runs or waits and end the daemons, the ones started here and no other."""
        try:
            self.run("scancel", "--partition=main", check=False)
            self.wait_until(lambda: not self.jobs("RUNNING,COMPLETING"), ENDED_SECONDS)
        except (
            RuntimeError,
            TimeoutError,
            subprocess.TimeoutExpired,
        ) as error:  # the daemons are to be ended all the same
            print(f"jobs were left: {error}")
        for name in ("slurmd", "slurmctld", "munged"):
            self.end(name)

    def jobs(self, states: str = "all") -> list[dict]:
        """List the jobs in `states`, ended ones too unless told otherwise, with id, state and comment (the rule)."""
        told = self.run("squeue", "--noheader", f"--states={states}", "--format=%i|%T|%k")
        return [dict(zip(("id", "state", "comment"), line.split("|"), strict=True)) for line in told.splitlines()]

    def run(self, *command: str, check: bool = True) -> str:
        """Run one of SLURM's programs and give what it told."""
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        if check and done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()} ({self.folder})")
        return done.stdout

    def end(self, daemon: str) -> None:
        """End one daemon by its pid file, by force if it takes long; not what has got its number after its end."""
        pid_file = self.folder / f"{daemon}.pid"
        if not pid_file.exists():
            return
        try:
            process = psutil.Process(int(pid_file.read_text()))
            if process.name() == daemon:
                process.terminate()
                process.wait(ENDED_SECONDS)
        except psutil.NoSuchProcess:
            pass
        except psutil.TimeoutExpired:
            process.kill()

    def wait_until(self, met, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until `met()` is true; raises TimeoutError with the last words of the controller."""
        deadline = time.monotonic() + patience_seconds
        while not met():
            if time.monotonic() > deadline:
                log = self.folder / "slurmctld.log"
                raise TimeoutError(log.read_text()[-2000:] if log.exists() else f"nothing in {self.folder}")
            time.sleep(0.2)


def free_ports(number: int) -> list[int]:
    """Find so many different ports of the loopback interface that nobody listens on."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(number)]
        for sock in sockets:
            sock.bind(("127.0.0.1", 0))
        return [sock.getsockname()[1] for sock in sockets]
