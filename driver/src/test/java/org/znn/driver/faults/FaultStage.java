package org.znn.driver.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnProcess;

/** The place where a fault strikes: the files of the job, its cluster, its runs and all of their processes. */
final class FaultStage implements AutoCloseable {

    /** Small jobs end before a JVM has optimized their code, and its plain compiler is slow for vectors. */
    private static final String FAST_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dznn.simd=scalar";

    private final FaultCase faultCase;
    private final UndisturbedJob undisturbed;
    private final FaultJob job;
    private final Path folder;
    private final SplittableRandom random;
    private final Map<String, String> settings = new TreeMap<>();
    private final Set<ProcessHandle> processes = new LinkedHashSet<>();
    private final List<RunningJob> runs = new ArrayList<>();
    private final List<StandaloneCluster> clusters = new ArrayList<>();
    private MountedFolder disk;

    /**
     * Lays out the files of the job.
     *
     * @param folder new folder for the logs, the temporary folders and the cluster
     */
    FaultStage(FaultCase faultCase, UndisturbedJob undisturbed, Path folder) throws IOException {
        this.faultCase = faultCase;
        this.undisturbed = undisturbed;
        this.folder = Files.createDirectories(folder);
        job = undisturbed.layOut();
        random = faultCase.random();
    }

    FaultJob job() {
        return job;
    }

    UndisturbedJob undisturbed() {
        return undisturbed;
    }

    SplittableRandom random() {
        return random;
    }

    Deployment deployment() {
        return faultCase.deployment();
    }

    /** Sets a Spark property of all runs that are started from now on. */
    void set(String key, String value) {
        settings.put(key, value);
    }

    /** Mounts a file system of its own on the folder of the results. */
    void mountDisk() throws IOException, InterruptedException {
        disk = MountedFolder.mount(job.out());
    }

    MountedFolder disk() {
        return disk;
    }

    /** Returns the standalone cluster that was started last. */
    StandaloneCluster cluster() {
        return clusters.get(clusters.size() - 1);
    }

    /** Starts a standalone cluster, on which all later runs work. */
    void startCluster() throws Exception {
        clusters.add(new StandaloneCluster(folder.resolve("cluster-" + (clusters.size() + 1))));
    }

    /** Starts the job. */
    RunningJob start() throws Exception {
        return start(job.command());
    }

    /** Starts a command. */
    RunningJob start(String... command) throws Exception {
        if (deployment() == Deployment.STANDALONE && clusters.isEmpty()) {
            startCluster();
        }
        Path run = Files.createDirectories(folder.resolve("run-" + (runs.size() + 1)));
        ZnnProcess znn = process(run, temporary(runs.size() + 1));
        znn.spark("spark.master", deployment() == Deployment.STANDALONE ? cluster().url() : deployment().master());
        if (deployment() != Deployment.LOCAL) {
            Path executors = Files.createDirectories(folder.resolve("executors"));
            znn.spark("spark.executor.extraJavaOptions", FAST_START + " -Djava.io.tmpdir=" + executors)
                    .spark("spark.deploy.maxExecutorRetries", "10");
        }
        settings.forEach(znn::spark);
        RunningJob started = new RunningJob(this, znn, command);
        runs.add(started);
        return started;
    }

    /** Configures a process that starts fast. */
    static ZnnProcess process(Path folder, Path temporary) {
        ZnnProcess znn = new ZnnProcess(folder).jvm("-Xmx600m").jvm("-Djava.io.tmpdir=" + temporary);
        List.of(FAST_START.split(" ")).forEach(znn::jvm);
        return znn;
    }

    /** Runs the job to its end. */
    CommandResult run() throws Exception {
        RunningJob started = start();
        try {
            return started.finish();
        } finally {
            noteProcesses(started);
        }
    }

    /** Remembers the processes of a run, which must all end. */
    void noteProcesses(RunningJob run) {
        processes.add(run.driver());
        processes.addAll(run.executors());
    }

    /** Returns the processes of all runs that are known. */
    Set<ProcessHandle> processes() {
        return processes;
    }

    /** Returns what is in the temporary folders of the runs that have ended by themselves. */
    List<Path> temporaryFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (int run = 1; run <= runs.size(); run++) {
            if (runs.get(run - 1).hasEndedByItself()) {
                found.addAll(FaultJob.filesBelow(temporary(run)));
            }
        }
        return found;
    }

    private Path temporary(int run) throws IOException {
        return Files.createDirectories(folder.resolve("temporary-" + run));
    }

    /** Kills what still runs, and unmounts the file system. */
    @Override
    public void close() throws Exception {
        runs.forEach(this::noteProcesses);
        clusters.forEach(StandaloneCluster::close);
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        if (disk != null) {
            disk.close();
        }
    }
}
