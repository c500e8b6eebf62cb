package org.znn.driver.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.znn.driver.JobFolder;

/**
 * A small job that a fault strikes. Its inputs lie in one folder; all that it writes lies in the folder {@code out} of
 * that folder. Its progress is the number of results that are committed so far.
 */
abstract class FaultJob {

    private final JobFolder files;

    FaultJob(JobFolder files) throws IOException {
        this.files = files;
        Files.createDirectories(out());
    }

    /** Writes the inputs of a job. */
    static FaultJob create(JobKind kind, Path folder) throws IOException {
        return kind == JobKind.FORWARD ? new ForwardFaultJob(folder) : new TrainFaultJob(folder);
    }

    final JobFolder files() {
        return files;
    }

    /** Returns the folder of the results. */
    final Path out() {
        return files.file("out");
    }

    final String[] command() {
        return new String[] {kind().command(), "-c", files.job()};
    }

    abstract JobKind kind();

    /** Returns the number of committed results. */
    abstract int progress() throws IOException;

    /** Returns the number of results of the whole job. */
    abstract int results();

    /** Returns what {@link #progress} counts. */
    abstract String unit();

    /** Returns the moments in progress at which the job has unfinished work whose results are kept in files. */
    abstract List<Integer> moments();

    /** Returns the images and labels. */
    abstract List<Path> inputs();

    /** Returns an input that the job still needs. */
    abstract Path neededInput() throws IOException;

    /** Returns the files from which an interrupted job resumes. */
    abstract List<Path> ledger() throws IOException;

    /** Writes the file of a different job with the same outputs and returns the command that runs it. */
    abstract String[] rivalCommand() throws IOException;

    /** Fails unless two files of results are the same. */
    abstract void assertSame(Path expected, Path actual) throws IOException;

    /** Returns the files of a folder and of those below it, sorted. */
    static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> !p.equals(folder)).sorted().toList();
        }
    }
}
