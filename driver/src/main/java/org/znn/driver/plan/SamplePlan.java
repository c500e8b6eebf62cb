package org.znn.driver.plan;

import java.util.List;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.PendingFile;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.config.PartsSettings;
import org.znn.worker.autotune.SelectionProblem;

/**
 * The plan of one sample.
 *
 * @param number       number of the sample in the .spec
 * @param inputs       plans of the network's input nodes
 * @param outputs      plans of the network's output nodes
 * @param pass         output voxels of one pass of the network
 * @param blocks       division of the output into blocks, one per Spark task
 * @param chunk        size of the storage chunks of the output files in voxels
 * @param selection    selection of the convolution algorithms
 * @param networkBytes bytes of the compiled network and of the volumes that a pass returns
 */
public record SamplePlan(int number, List<InputPlan> inputs, List<OutputPlan> outputs, Vec3 pass, Grid blocks,
        Vec3 chunk, PlannedSelection selection, long networkBytes) {

    /** Returns the path with which the names of all files of the sample begin, such as {@code FOLDER/out_sample1}. */
    public String basePath() {
        OutputPlan first = outputs.get(0);
        return first.basePath().substring(0, first.basePath().length() - first.node().length() - 1);
    }

    /** Returns the folder of the parts: next to the first output, or in the folder of the settings. */
    public String partsFolder(PartsSettings settings) {
        String output = outputs.get(0).basePath();
        // Outputs of one name in different folders have parts of different names.
        return settings.folder().map(folder -> folder + "/" + PendingFile.nameOf(output) + "-"
                + new Fingerprint().add(UserPath.toAbsolute(output)).toHex()).orElse(output) + ".parts";
    }

    /** Returns the size of the output in voxels. */
    public Vec3 extent() {
        return blocks.extent();
    }

    /** Returns the number of passes in all blocks together. */
    public long passes() {
        Vec3 whole = blocks.cell();
        Vec3 last = extent().minus(blocks.counts().minus(1).times(whole));
        Vec3 inner = whole.ceilDiv(pass);
        Vec3 outer = last.ceilDiv(pass);
        return blocks.counts().minus(1).times(inner).plus(outer).product();
    }

    /**
     * Returns the plan of the same sample with the sizes and the algorithms of an earlier run.
     *
     * @throws IllegalArgumentException if the network does not support those sizes and algorithms
     */
    public SamplePlan resumedAs(ForwardPlan job, Vec3 earlierPass, Grid earlierBlocks, Vec3 earlierChunk,
            AlgorithmSelection algorithms) {
        SelectionProblemCache problems = new SelectionProblemCache(job.network(), job.selector(), job.precision());
        SelectionProblem problem = problems.problem(earlierPass).orElseThrow(() ->
                new IllegalArgumentException("a pass of " + earlierPass + " output voxels exceeds the array size"));
        PlannedSelection reused = PlannedSelection.reused(job.selector(), problem, selection.memory(), algorithms);
        return new SamplePlan(number, inputs, outputs, earlierPass, earlierBlocks, earlierChunk, reused,
                (long) (reused.report().bytes() + problems.outputBytes(earlierPass)));
    }

    /** Returns the same plan with algorithms selected by measurement. */
    public SamplePlan withMeasured(PlannedSelection measured) {
        return new SamplePlan(number, inputs, outputs, pass, blocks, chunk, measured,
                networkBytes - selection.report().bytes() + measured.report().bytes());
    }

    /** Returns the operations of direct convolution that take as long as one pass. */
    public double operations() {
        return selection.report().equivalentOperations();
    }

    /** Returns the operations of direct convolution that take as long as the whole sample. */
    public double totalOperations() {
        return operations() * passes();
    }

    /** Returns the uncompressed bytes of all outputs. */
    public long outputBytes(int bytesPerElement) {
        return extent().product() * outputs.stream().mapToInt(OutputPlan::channels).sum() * bytesPerElement;
    }
}
