package org.znn.driver.forward;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Grid;
import org.znn.common.volume.storage.Storage;
import org.znn.driver.forward.part.PartFolder;
import org.znn.driver.forward.part.PartFolderContents;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.JobFailedException;

/**
 * Journal of the computed blocks of a sample: the folder of its parts, with a properties file that identifies their
 * job. A job that is run again resumes with the passes and blocks of its first run; parts of another job are refused.
 * Only files that this program names are ever deleted from the folder.
 */
public final class BlockJournal {

    private static final String OTHER_PLACE = "choose another output_prefix";

    private final Storage storage;
    private final String folder;

    public BlockJournal(Storage storage, String folder) {
        this.storage = storage;
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }

    public PartFolder parts() {
        return new PartFolder(storage, folder);
    }

    /** Returns whether an earlier run of the same job was allowed to replace outputs that are not its own. */
    boolean allowsReplacement(Map<String, String> identity) throws IOException {
        return properties().filter(p -> p.replaces() && p.identity().equals(identity)).isPresent();
    }

    /** Returns whether the parts are those of a job, or of one that is not known any more. */
    boolean isOf(Map<String, String> identity) throws IOException {
        Optional<JobProperties> found = properties();
        return found.isPresent() ? found.get().identity().equals(identity) : !parts().contents().hasOthers();
    }

    /**
     * Returns the plan of an earlier run of the same job, or the given plan if there is none.
     *
     * @param identity    properties of the job that determine the output, by name
     * @param overwrite   whether blocks of a different job may be discarded
     * @param diagnostics receives an error if the folder belongs to a different job, or is not one of parts
     */
    public SamplePlan resume(ForwardPlan job, SamplePlan plan, Map<String, String> identity, boolean overwrite,
            Diagnostics diagnostics) throws IOException {
        PartFolderContents contents = parts().contents();
        Optional<JobProperties> found = properties();
        if (found.isEmpty() && contents.hasOthers()) {
            diagnostics.error(folder, "is where the blocks of this job are kept, but holds what this program did not"
                    + " write: " + contents.describeOthers(), "move the folder elsewhere, or " + OTHER_PLACE);
            return plan;
        }
        checkNames(contents, diagnostics);
        if (found.isEmpty()) {
            return plan;
        }
        Map<String, String> earlier = found.get().identity();
        if (!earlier.equals(identity)) {
            if (!overwrite) {
                diagnostics.error(folder,
                        "contains blocks of a different job, which differs in " + differences(earlier, identity),
                        OTHER_PLACE + ", or discard the blocks with --overwrite");
            }
            return plan;
        }
        return found.get().plan().flatMap(recorded -> resumed(job, plan, recorded)).orElse(plan);
    }

    /** Reports folders with things in them that have the name of a file of this program. */
    private void checkNames(PartFolderContents contents, Diagnostics diagnostics) throws IOException {
        for (String name : contents.blocking()) {
            if (!storage.list(folder + "/" + name).isEmpty()) {
                diagnostics.error(folder + "/" + name, "is a folder, where this program writes a file",
                        "move the folder elsewhere, or " + OTHER_PLACE);
            }
        }
    }

    /** Returns the plan with recorded sizes; empty if the network does not support them, because they are damaged. */
    private static Optional<SamplePlan> resumed(ForwardPlan job, SamplePlan plan, JobProperties.BlockPlan recorded) {
        try {
            return Optional.of(plan.resumedAs(job, recorded.pass(), new Grid(plan.extent(), recorded.block()),
                    recorded.chunk(), recorded.algorithms()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Records that the user has allowed the job to replace outputs that are not its own, so that it can be interrupted
     * and started again without asking; discards blocks of a different job.
     */
    void allowReplacement(Map<String, String> identity) throws IOException {
        Optional<JobProperties> own = ownProperties(identity);
        if (own.isEmpty()) {
            parts().removeAll();
        }
        new JobProperties(identity, own.flatMap(JobProperties::plan), true).write(storage, parts().propertiesFile());
    }

    /**
     * Records the job before its first block is committed. Removes what killed runs left, and parts of other jobs.
     *
     * @param fingerprint fingerprint of the parts of the job
     */
    public void open(SamplePlan plan, Map<String, String> identity, String fingerprint) throws IOException {
        PartFolder parts = parts();
        parts.removeLeftovers();
        for (String name : parts.contents().blocking()) {
            storage.delete(folder + "/" + name);
        }
        JobProperties now = new JobProperties(identity, Optional.of(JobProperties.BlockPlan.of(plan)),
                allowsReplacement(identity));
        Optional<JobProperties> own = ownProperties(identity);
        if (own.isEmpty() || !own.get().equals(now)) {
            // Parts whose properties are lost or damaged are those of this job if their headers say so.
            parts.remove(parts.checkHeaders(parts.contents().finished(), fingerprint).blocks());
            now.write(storage, parts.propertiesFile());
        }
    }

    private Optional<JobProperties> ownProperties(Map<String, String> identity) throws IOException {
        return properties().filter(p -> p.identity().equals(identity));
    }

    private Optional<JobProperties> properties() throws IOException {
        return JobProperties.read(storage, parts().propertiesFile());
    }

    /**
     * Returns the committed blocks.
     *
     * @param blocks number of blocks of the sample
     */
    public BitSet completedBlocks(long blocks) throws IOException {
        BitSet completed = parts().contents().finished();
        completed.clear((int) blocks, Math.max((int) blocks, completed.length()));
        return completed;
    }

    /**
     * Removes the parts of blocks that are computed again.
     *
     * @throws JobFailedException if something that is not a part has the name of one
     */
    void discard(BitSet blocks) throws IOException {
        try {
            parts().remove(blocks);
        } catch (DirectoryNotEmptyException | PathIsNotEmptyDirectoryException e) {
            throw new JobFailedException(folder + " holds a folder with things in it that has the name of a part;"
                    + " move it elsewhere, then start the job again", e);
        }
    }

    /**
     * Removes the parts and the folder.
     *
     * @return a sentence for the user if the folder stays, because it holds what this program did not write
     */
    public Optional<String> delete() throws IOException {
        PartFolderContents contents = parts().removeAll();
        return contents.hasOthers() ? Optional.of(folder + " is kept, because it holds what this program did not"
                + " write: " + contents.describeOthers()) : Optional.empty();
    }

    private static String differences(Map<String, String> earlier, Map<String, String> now) {
        List<String> keys = now.keySet().stream().filter(k -> !now.get(k).equals(earlier.get(k)))
                .map(k -> JobIdentity.difference(k, earlier.get(k), now.get(k))).toList();
        return keys.isEmpty() ? "its recorded properties" : String.join(", ", keys);
    }
}
