package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.console.Console;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;

/** Writes the TIFF stacks and the picture of a sample, from its finished volumes. */
final class SampleExports {

    private final SampleLedger ledger;
    private final SamplePlan sample;
    private final boolean tiff;
    private final Storages storages;
    private final Console console;

    SampleExports(SampleLedger ledger, ClusterSettings settings, Storages storages, Console console) {
        this.ledger = ledger;
        sample = ledger.sample();
        tiff = settings.output().tiff();
        this.storages = storages;
        this.console = console;
    }

    /** Writes what the sample lacks, of all its volumes; returns the paths. */
    List<String> writeMissing() throws IOException {
        List<String> written = new ArrayList<>();
        for (OutputPlan output : sample.outputs()) {
            written.addAll(writeMissing(output));
        }
        if (ledger.missing().contains(OutputFiles.picture(sample))) {
            written.add(writePicture());
        }
        return written;
    }

    /** Writes the TIFF stacks of a volume if some of them are missing; returns the paths. */
    List<String> writeMissing(OutputPlan output) throws IOException {
        return OutputFiles.stacks(output).stream().anyMatch(ledger.missing()::contains) ? writeStacks(output)
                : List.of();
    }

    /** Writes the TIFF stacks of a volume if the job writes any; returns their paths. */
    List<String> writeStacks(OutputPlan output) throws IOException {
        if (!tiff) {
            return List.of();
        }
        console.showProgress("sample" + sample.number() + ": writing " + output.tiff(0));
        try (VolumeReader volume = VolumeReaders.open(output.hdf5(), storages)) {
            return new TiffExport(storages.of(output.hdf5()), output, ledger.mark()).export(volume);
        }
    }

    /** Writes the picture and returns its path. */
    String writePicture() throws IOException {
        return PreviewPicture.write(sample, ledger.mark(), storages);
    }
}
