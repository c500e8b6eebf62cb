package org.znn.driver.forward;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.problem.Problems;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.worker.part.PartFolder;

/**
 * What is known of a sample's earlier runs: its folder of parts, and in it a note of the job they belong to. A run of
 * the same job goes on with the passes and blocks of the first; parts of another job are never mixed with.
 */
public final class Ledger {

    private static final String NOTE = "job.properties";
    private static final int MOST_NOTE_BYTES = 1 << 20;

    private final Storage storage;
    private final String folder;

    public Ledger(Storage storage, String folder) {
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
     * The plan to run: that of the earlier run where there is one of the same job.
     *
     * @param identity all that decides the output, by name
     * @param problems told where the folder belongs to a different job
     */
    public SamplePlan resume(ForwardPlan job, SamplePlan plan, Map<String, String> identity, Problems problems)
            throws IOException {
        Optional<Properties> note = note();
        if (note.isEmpty()) {
            return plan;
        }
        Map<String, String> earlier = new TreeMap<>();
        note.get().stringPropertyNames().stream().filter(n -> n.startsWith("job."))
                .forEach(n -> earlier.put(n.substring(4), note.get().getProperty(n)));
        if (!earlier.equals(identity)) {
            problems.error(folder,
                    "holds blocks of a different job, which differs in " + differences(earlier, identity),
                    "delete the folder, or choose another output_prefix");
            return plan;
        }
        try {
            Vec3 pass = Vec3.parse(note.get().getProperty("plan.pass"));
            Vec3 block = Vec3.parse(note.get().getProperty("plan.block"));
            Vec3 chunk = Vec3.parse(note.get().getProperty("plan.chunk"));
            ConvolutionChoice choice = ConvolutionChoice.parse(note.get().getProperty("plan.convolutions"));
            return plan.with(job, pass, new Grid(plan.extent(), block), chunk, choice);
        } catch (IllegalArgumentException | NullPointerException e) {
            problems.error(folder + "/" + NOTE, "is damaged", "delete the folder");
            return plan;
        }
    }

    /** Notes the job before its first block is committed; parts without a note are nobody's and removed. */
    public void begin(SamplePlan plan, Map<String, String> identity) throws IOException {
        if (storage.exists(folder + "/" + NOTE)) {
            return;
        }
        clear();
        Properties note = new Properties();
        identity.forEach((key, value) -> note.setProperty("job." + key, value));
        note.setProperty("plan.pass", plan.pass().toString());
        note.setProperty("plan.block", plan.blocks().cell().toString());
        note.setProperty("plan.chunk", plan.chunk().toString());
        note.setProperty("plan.convolutions", plan.choice().choice().text());
        try (PendingFile file = PendingFile.create(storage, folder + "/" + NOTE)) {
            Writer writer = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
            writer.write(text(note));
            writer.flush();
            file.commit();
        }
    }

    /** Blocks that are committed, of so many that there are. */
    public BitSet finished(long blocks) throws IOException {
        BitSet finished = parts().finished();
        finished.clear((int) blocks, Math.max((int) blocks, finished.length()));
        return finished;
    }

    /** Removes the folder. */
    public void clear() throws IOException {
        storage.delete(folder);
    }

    private Optional<Properties> note() throws IOException {
        String path = folder + "/" + NOTE;
        if (!storage.exists(path)) {
            return Optional.empty();
        }
        Properties note = new Properties();
        try (ByteSource source = storage.open(path)) {
            int length = (int) Math.min(MOST_NOTE_BYTES, source.length());
            byte[] bytes = source.read(0, length, ByteOrder.BIG_ENDIAN).array();
            note.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Properties());
        }
        return Optional.of(note);
    }

    private static String differences(Map<String, String> earlier, Map<String, String> now) {
        List<String> keys = now.keySet().stream().filter(k -> !now.get(k).equals(earlier.get(k))).toList();
        return keys.isEmpty() ? "what it says of itself" : String.join(", ", keys);
    }

    private static String text(Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "What the blocks in this folder belong to");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
