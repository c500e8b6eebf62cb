package org.znn.driver.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A small file system in memory, mounted on a folder: it can be filled and made read-only. Mounting needs root. */
final class MountedFolder implements AutoCloseable {

    private static final int ATTEMPTS = 2000;
    private static final String SIZE = "16m";

    private final Path folder;

    private MountedFolder(Path folder) {
        this.folder = folder;
    }

    /** Mounts the file system; the test is skipped where that is not permitted. */
    static MountedFolder mount(Path folder) throws IOException, InterruptedException {
        String failure = execute("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "znn-faults", folder.toString());
        if (!failure.isEmpty()) {
            throw new TestAbortedException("a file system of its own cannot be mounted here: " + failure);
        }
        return new MountedFolder(folder);
    }

    /** Writes a file until the file system has no space left. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (var filler = Files.newOutputStream(filler(), StandardOpenOption.CREATE_NEW)) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    /** Removes the file that fills the file system. */
    void makeSpace() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Makes the file system read-only, as soon as no file is open for writing, or writable again. */
    void setWritable(boolean writable) throws IOException, InterruptedException {
        String failure = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            failure = execute("mount", "-o", writable ? "remount,rw" : "remount,ro", folder.toString());
            if (failure.isEmpty()) {
                return;
            }
        }
        throw new IOException(failure);
    }

    /** Unmounts the file system; its contents are lost. */
    @Override
    public void close() throws IOException {
        try {
            execute("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what the command printed if it failed, else an empty text. */
    private static String execute(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.getMessage();
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? "" : output.isEmpty() ? "exit code " + process.exitValue() : output;
    }
}
