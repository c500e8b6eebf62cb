package org.znn.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs the shipped scripts {@code submit/cluster} and {@code submit/znn} with a cluster folder of the test. */
public final class ClusterScript {

    private static final int TIMEOUT_MINUTES = 10;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** Prepares scripts that run in a folder, which also receives their output and the folder of the cluster. */
    public ClusterScript(Path folder) {
        this.folder = folder;
        environment.put("ZNN_CLUSTER_DIR", clusterFolder().toString());
    }

    /** Sets an environment variable of the scripts. */
    public ClusterScript environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Returns the folder of the cluster unless the environment says otherwise. */
    public Path clusterFolder() {
        return folder.resolve("cluster");
    }

    /** Returns the path of a script or file of the project. */
    public static Path ofProject(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("submit/znn"))) {
            root = root.getParent();
        }
        return root.resolve(name);
    }

    /** Starts a cluster on a free port and returns its URL. */
    public String startCluster(int workers) throws IOException, InterruptedException {
        return run("submit/cluster", "start", "--workers", String.valueOf(workers), "--cores", "1", "--memory", "2g",
                "--port", String.valueOf(freePort())).assertSuccess().out().strip();
    }

    /** Stops the cluster, if it runs. */
    public CommandResult stopCluster() throws IOException, InterruptedException {
        return run("submit/cluster", "stop");
    }

    /** Returns the process of the cluster with a name such as {@code master} or {@code worker-1}. */
    public ProcessHandle process(String name) throws IOException {
        String pid = Files.readString(clusterFolder().resolve(name + ".pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Runs a script to its end. */
    public CommandResult run(String script, String... arguments) throws IOException, InterruptedException {
        return finish(start(List.of(), script, arguments));
    }

    /**
     * Starts a script; the caller waits for it with {@link #finish}.
     *
     * @param launcher words before the command, such as {@code setpriv} with its options
     */
    public Process start(List<String> launcher, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(ofProject(script).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for the end of a started script. */
    public CommandResult finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new CommandResult(process.waitFor(), Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
