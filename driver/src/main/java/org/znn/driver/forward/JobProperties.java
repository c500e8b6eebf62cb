package org.znn.driver.forward;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.driver.plan.SamplePlan;

/**
 * The file that identifies the job of the parts in a folder.
 *
 * @param identity properties of the job that determine the output, by name
 * @param plan     sizes and algorithms of the blocks; empty before the first block
 * @param replaces whether the user has allowed the job to replace outputs that are not its own
 */
record JobProperties(Map<String, String> identity, Optional<BlockPlan> plan, boolean replaces) {

    private static final int MAX_BYTES = 1 << 24;
    private static final String JOB_PREFIX = "job.";
    private static final String REPLACES = "replaces_outputs";
    private static final String YES = "yes";

    /**
     * Sizes and algorithms of the blocks of a sample.
     *
     * @param pass       output voxels of one pass of the network
     * @param block      output voxels of one block
     * @param chunk      size of the storage chunks in voxels
     * @param algorithms convolution algorithm of each layer
     */
    record BlockPlan(Vec3 pass, Vec3 block, Vec3 chunk, AlgorithmSelection algorithms) {

        static BlockPlan of(SamplePlan plan) {
            return new BlockPlan(plan.pass(), plan.blocks().cell(), plan.chunk(), plan.selection().selection());
        }

        private static BlockPlan parse(Properties properties) {
            return new BlockPlan(Vec3.parse(properties.getProperty("plan.pass")),
                    Vec3.parse(properties.getProperty("plan.block")), Vec3.parse(properties.getProperty("plan.chunk")),
                    AlgorithmSelection.parse(properties.getProperty("plan.convolutions")));
        }

        private void write(Properties properties) {
            properties.setProperty("plan.pass", pass.toString());
            properties.setProperty("plan.block", block.toString());
            properties.setProperty("plan.chunk", chunk.toString());
            properties.setProperty("plan.convolutions", algorithms.text());
        }
    }

    /** Reads a file; empty if it does not exist, or is damaged. */
    static Optional<JobProperties> read(Storage storage, String path) throws IOException {
        if (!storage.exists(path) || storage.isFolder(path)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (ByteSource source = storage.open(path)) {
            int length = (int) Math.min(MAX_BYTES, source.length());
            byte[] bytes = source.read(0, length, ByteOrder.BIG_ENDIAN).array();
            properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            return parse(properties);
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Optional<JobProperties> parse(Properties properties) {
        Map<String, String> identity = new TreeMap<>();
        properties.stringPropertyNames().stream().filter(n -> n.startsWith(JOB_PREFIX))
                .forEach(n -> identity.put(n.substring(JOB_PREFIX.length()), properties.getProperty(n)));
        boolean isPlanned = properties.stringPropertyNames().stream().anyMatch(n -> n.startsWith("plan."));
        return identity.isEmpty() ? Optional.empty() : Optional.of(new JobProperties(identity,
                isPlanned ? Optional.of(BlockPlan.parse(properties)) : Optional.empty(),
                YES.equals(properties.getProperty(REPLACES))));
    }

    /** Writes the file, replacing an existing one. */
    void write(Storage storage, String path) throws IOException {
        Properties properties = new Properties();
        identity.forEach((key, value) -> properties.setProperty(JOB_PREFIX + key, value));
        plan.ifPresent(p -> p.write(properties));
        if (replaces) {
            properties.setProperty(REPLACES, YES);
        }
        try (PendingFile file = PendingFile.create(storage, path)) {
            file.stream().write(format(properties).getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
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
