package org.znn.driver.forward;

import java.util.ArrayList;
import java.util.List;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;

/** Paths of the files that a job writes for a sample. */
final class OutputFiles {

    private OutputFiles() {
    }

    /** Returns the paths of the volumes, one per output node. */
    static List<String> volumes(SamplePlan sample) {
        return sample.outputs().stream().map(OutputPlan::hdf5).toList();
    }

    /** Returns the paths of the TIFF stacks of an output. */
    static List<String> stacks(OutputPlan output) {
        List<String> paths = new ArrayList<>();
        for (int channel = 0; channel < output.channels(); channel++) {
            paths.add(output.tiff(channel));
        }
        return paths;
    }

    /** Returns the path of the preview picture. */
    static String picture(SamplePlan sample) {
        return sample.basePath() + ".png";
    }

    /**
     * Returns the paths of all files.
     *
     * @param tiff whether TIFF stacks are written
     */
    static List<String> all(SamplePlan sample, boolean tiff) {
        List<String> paths = new ArrayList<>(volumes(sample));
        if (tiff) {
            sample.outputs().forEach(output -> paths.addAll(stacks(output)));
        }
        paths.add(picture(sample));
        return paths;
    }
}
