package org.znn.driver.forward;

import java.util.Map;
import java.util.Set;
import org.znn.driver.plan.SamplePlan;

/**
 * What earlier runs of a job have left of a sample.
 *
 * @param sample     plan of the sample, with the sizes of the earlier runs if they left blocks
 * @param identity   properties of the job that determine the output, by name
 * @param outputs    output files that exist
 * @param isComplete whether the job has written all volumes of the sample, so that nothing is computed again
 * @param replaces   whether volumes that the job has written are written again
 * @param missing    output files that the job has not written yet
 */
record SampleLedger(SamplePlan sample, Map<String, String> identity, SampleOutputs outputs, boolean isComplete,
        boolean replaces, Set<String> missing) {

    /** Returns the same entry with another plan of the sample. */
    SampleLedger withSample(SamplePlan other) {
        return new SampleLedger(other, identity, outputs, isComplete, replaces, missing);
    }

    /** Returns the mark of the outputs that the job writes. */
    OutputMark mark() {
        return JobIdentity.mark(identity, sample);
    }

    /** Returns whether a volume is written already, with the same tiling and algorithms. */
    boolean isWritten(String volume) {
        return !replaces && mark().blocks().equals(outputs.blocks().get(volume));
    }
}
