package org.znn.driver.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A job with the results of its undisturbed run. Each fault strikes the same files in the same folder: results hold the
 * paths of their inputs.
 */
final class UndisturbedJob {

    private final FaultJob job;
    private final Path originals;
    private final Path expected;

    private UndisturbedJob(FaultJob job, Path originals, Path expected) {
        this.job = job;
        this.originals = originals;
        this.expected = expected;
    }

    /** Writes a job and runs it undisturbed. */
    static UndisturbedJob run(JobKind kind, Path folder) throws IOException, InterruptedException {
        FaultJob job = FaultJob.create(kind, folder.resolve(kind.command()));
        Path originals = folder.resolve("originals-" + kind.command());
        copyFolder(job.files().path(), originals);
        Path run = Files.createDirectories(folder.resolve("undisturbed-" + kind.command()));
        FaultStage.process(run, run).run(job.command()).assertSuccess();
        Path expected = folder.resolve("expected-" + kind.command());
        Files.move(job.out(), expected);
        return new UndisturbedJob(job, originals, expected);
    }

    /** Deletes all files of the job and lays out its inputs as they were, with their times. */
    FaultJob layOut() throws IOException {
        deleteFolder(job.files().path());
        copyFolder(originals, job.files().path());
        return job;
    }

    /** Gives the inputs their contents and times back. */
    void restoreInputs() throws IOException {
        for (Path input : job.inputs()) {
            copy(originals.resolve(input.getFileName()), input);
        }
    }

    /** Fails unless the results are those of the undisturbed run, and nothing else is beside them. */
    void assertResults() throws IOException {
        assertEquals(names(expected), names(job.out()), "files after the last run");
        for (Path file : FaultJob.filesBelow(expected)) {
            if (Files.isRegularFile(file)) {
                job.assertSame(file, job.out().resolve(expected.relativize(file)));
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return FaultJob.filesBelow(folder).stream().map(p -> folder.relativize(p).toString()).toList();
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : FaultJob.filesBelow(from)) {
            copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteFolder(Path folder) throws IOException {
        List<Path> files = FaultJob.filesBelow(folder);
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.delete(files.get(i));
        }
    }
}
