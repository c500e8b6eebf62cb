package org.znn.driver.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.znn.driver.ZnnProcess;

/** A standalone cluster of Spark: a master and two workers of one core, each a process, on the loopback address. */
final class StandaloneCluster implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final int START_SECONDS = 90;
    private static final String ADDRESS = "127.0.0.1";
    /** The product's own settings keep the log quiet; these let the processes say when they are ready. */
    private static final String LOG_SETTINGS = """
            rootLogger.level = info
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{HH:mm:ss} %-5level %logger{1}: %msg%n
            """;

    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /** Starts the processes and waits until the workers have registered. */
    StandaloneCluster(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Files.writeString(logSettings(), LOG_SETTINGS);
        port = freePort();
        master = launch("master", "master.Master", "--host", ADDRESS, "--port", String.valueOf(port), "--webui-port",
                "0");
        try {
            await("master", master, "elected leader");
            for (int worker = 1; worker <= WORKERS; worker++) {
                workers.add(launch("worker-" + worker, "worker.Worker", "--host", ADDRESS, "--webui-port", "0",
                        "--cores", "1", "--memory", "1g", "--work-dir", folder.resolve("work-" + worker).toString(),
                        url()));
            }
            for (int worker = 1; worker <= WORKERS; worker++) {
                await("worker-" + worker, workers.get(worker - 1), "Successfully registered with master");
            }
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    String url() {
        return "spark://" + ADDRESS + ":" + port;
    }

    ProcessHandle master() {
        return master.toHandle();
    }

    List<ProcessHandle> workers() {
        return workers.stream().map(Process::toHandle).toList();
    }

    /** Returns the executors that the workers have started. */
    List<ProcessHandle> executors() {
        return workers.stream().flatMap(Process::children).filter(ProcessHandle::isAlive).toList();
    }

    private Process launch(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder, "-Dlog4j2.configurationFile=" + logSettings(), "-cp",
                ZnnProcess.classPath(), "org.apache.spark.deploy." + type));
        command.addAll(List.of(arguments));
        Path home = Files.createDirectories(folder.resolve("spark-home/jars")).getParent();
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(Map.of("SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP", ADDRESS, "SPARK_HOME",
                home.toString(), "SPARK_LOCAL_DIRS", folder.resolve("local").toString()));
        return builder.start();
    }

    private Path logSettings() {
        return folder.resolve("log4j2.properties");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void await(String name, Process process, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log(name)).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " did not start: " + Files.readString(log(name)));
            }
            Thread.sleep(20);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Kills all processes, including the executors. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(executors());
        all.addAll(workers());
        all.add(master());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }
}
