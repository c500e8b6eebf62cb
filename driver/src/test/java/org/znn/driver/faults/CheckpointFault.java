package org.znn.driver.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Damages or removes the checkpoint from which a training resumes; the user puts the newest numbered one there. */
record CheckpointFault(LedgerChange change) implements Fault {

    @Override
    public String name() {
        return "checkpoint " + change + " before the next run";
    }

    @Override
    public boolean appliesTo(JobKind job, Deployment deployment) {
        return job == JobKind.TRAIN && deployment == Deployment.LOCAL;
    }

    @Override
    public Expectation expectation(JobKind job) {
        return Expectation.restartRefused("net_(?:current|\\d+)\\.h5");
    }

    @Override
    public void strike(RunningJob job) throws Exception {
        job.kill();
        change.applyToOne(job);
    }

    @Override
    public void repair(FaultStage stage) throws Exception {
        Path out = stage.job().out();
        try (Stream<Path> files = Files.list(out)) {
            Path newest = files.filter(p -> p.getFileName().toString().matches("net_\\d+\\.h5"))
                    .max(Comparator.comparing(CheckpointFault::step)).orElseThrow();
            Files.copy(newest, out.resolve("net_current.h5"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int step(Path checkpoint) {
        String name = checkpoint.getFileName().toString();
        return Integer.parseInt(name.substring("net_".length(), name.length() - ".h5".length()));
    }
}
