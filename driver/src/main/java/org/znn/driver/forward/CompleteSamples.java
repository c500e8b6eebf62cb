package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;

/**
 * Samples whose volumes earlier runs of the job have written. Writes TIFF stacks and pictures that they lack, and
 * removes the blocks that a run which was killed at its end left.
 */
final class CompleteSamples {

    /** With more complete samples one line sums them up. */
    private static final int MAX_LINES = 20;

    private final List<SampleLedger> samples;
    private final ClusterSettings settings;
    private final Storages storages;
    private final Console console;

    CompleteSamples(List<SampleLedger> samples, ClusterSettings settings, Storages storages, Console console) {
        this.samples = samples;
        this.settings = settings;
        this.storages = storages;
        this.console = console;
    }

    /** Finishes the samples and prints which they are. */
    void finish() throws IOException {
        ExistingOutputs existing = new ExistingOutputs(storages, settings.output().tiff());
        for (SampleLedger sample : samples) {
            List<String> written = new SampleExports(sample, settings, storages, console).writeMissing();
            if (samples.size() <= MAX_LINES) {
                console.printResult("sample" + sample.sample().number() + " is complete already: "
                        + String.join(", ", OutputFiles.volumes(sample.sample()))
                        + (written.isEmpty() ? "" : "; written now: " + String.join(", ", written))
                        + "; --overwrite computes it again");
            }
            removeBlocks(sample, existing);
        }
        if (samples.size() > MAX_LINES) {
            console.printResult(samples.size() + " samples are complete already (" + numbers()
                    + "); --overwrite computes them again");
        }
    }

    private void removeBlocks(SampleLedger sample, ExistingOutputs existing) throws IOException {
        BlockJournal journal = SampleJournals.of(sample.sample(), settings, storages);
        if (!settings.parts().keep() && existing.contains(journal.folder()) && journal.isOf(sample.identity())) {
            journal.delete().ifPresent(console::printMessage);
        }
    }

    /** Returns the numbers of the samples, consecutive ones as a range. */
    private String numbers() {
        List<String> ranges = new ArrayList<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        samples.forEach(s -> numbers.add(s.sample().number()));
        while (!numbers.isEmpty()) {
            int first = numbers.pollFirst();
            int last = first;
            while (numbers.remove(last + 1)) {
                last++;
            }
            ranges.add(first == last ? "" + first : first + "-" + last);
        }
        int more = ranges.size() - MAX_LINES;
        return String.join(", ", ranges.subList(0, Math.min(ranges.size(), MAX_LINES)))
                + (more > 0 ? " and others" : "");
    }
}
