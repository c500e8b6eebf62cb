package org.znn.driver.forward;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.driver.forward.part.PartFolder;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.SamplePlan;

/**
 * Journal of the computed blocks of a sample: the folder of its parts, with a properties file that identifies their
 * job. A job that is run again resumes with the passes and blocks of its first run; parts of another job are refused.
 */
public final class BlockJournal {

    private static final String PROPERTIES_FILE = "job.properties";
    private static final String JOB_PREFIX = "job.";
    private static final int MAX_PROPERTIES_BYTES = 1 << 20;

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

    /**
     * Returns the plan of an earlier run of the same job, or the given plan if there is none.
     *
     * @param identity    properties of the job that determine the output, by name
     * @param diagnostics receives an error if the folder belongs to a different job
     */
    public SamplePlan resume(ForwardPlan job, SamplePlan plan, Map<String, String> identity, Diagnostics diagnostics)
            throws IOException {
        Optional<Properties> found = readProperties();
        if (found.isEmpty()) {
            return plan;
        }
        Properties properties = found.get();
        Map<String, String> earlier = new TreeMap<>();
        properties.stringPropertyNames().stream().filter(n -> n.startsWith(JOB_PREFIX))
                .forEach(n -> earlier.put(n.substring(JOB_PREFIX.length()), properties.getProperty(n)));
        if (!earlier.equals(identity)) {
            diagnostics.error(folder,
                    "contains blocks of a different job, which differs in " + differences(earlier, identity),
                    "delete the folder, or choose another output_prefix");
            return plan;
        }
        try {
            Vec3 pass = Vec3.parse(properties.getProperty("plan.pass"));
            Vec3 block = Vec3.parse(properties.getProperty("plan.block"));
            Vec3 chunk = Vec3.parse(properties.getProperty("plan.chunk"));
            AlgorithmSelection algorithms = AlgorithmSelection.parse(properties.getProperty("plan.convolutions"));
            return plan.resumedAs(job, pass, new Grid(plan.extent(), block), chunk, algorithms);
        } catch (IllegalArgumentException | NullPointerException e) {
            diagnostics.error(folder + "/" + PROPERTIES_FILE, "is damaged", "delete the folder");
            return plan;
        }
    }

    /** Records the job before its first block is committed; removes parts that no properties file identifies. */
    public void open(SamplePlan plan, Map<String, String> identity) throws IOException {
        if (storage.exists(folder + "/" + PROPERTIES_FILE)) {
            return;
        }
        delete();
        Properties properties = new Properties();
        identity.forEach((key, value) -> properties.setProperty(JOB_PREFIX + key, value));
        properties.setProperty("plan.pass", plan.pass().toString());
        properties.setProperty("plan.block", plan.blocks().cell().toString());
        properties.setProperty("plan.chunk", plan.chunk().toString());
        properties.setProperty("plan.convolutions", plan.selection().selection().text());
        try (PendingFile file = PendingFile.create(storage, folder + "/" + PROPERTIES_FILE)) {
            file.stream().write(format(properties).getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }

    /**
     * Returns the committed blocks.
     *
     * @param blocks number of blocks of the sample
     */
    public BitSet completedBlocks(long blocks) throws IOException {
        BitSet completed = parts().finished();
        completed.clear((int) blocks, Math.max((int) blocks, completed.length()));
        return completed;
    }

    /** Deletes the folder. */
    public void delete() throws IOException {
        storage.delete(folder);
    }

    private Optional<Properties> readProperties() throws IOException {
        String path = folder + "/" + PROPERTIES_FILE;
        if (!storage.exists(path)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (ByteSource source = storage.open(path)) {
            int length = (int) Math.min(MAX_PROPERTIES_BYTES, source.length());
            byte[] bytes = source.read(0, length, ByteOrder.BIG_ENDIAN).array();
            properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Properties());
        }
        return Optional.of(properties);
    }

    private static String differences(Map<String, String> earlier, Map<String, String> now) {
        List<String> keys = now.keySet().stream().filter(k -> !now.get(k).equals(earlier.get(k))).toList();
        return keys.isEmpty() ? "its recorded properties" : String.join(", ", keys);
    }

    private static String format(Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "What the blocks in this folder belong to");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
