package org.znn.driver.forward;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5Attributes;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;
import org.znn.common.volume.hdf5.Hdf5VolumeWriter;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.driver.forward.part.PartChunk;
import org.znn.driver.forward.part.PartException;
import org.znn.driver.forward.part.PartFolder;
import org.znn.driver.forward.part.PartReader;
import org.znn.driver.forward.part.UnusableParts;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;

/**
 * Assembles the parts of a sample into one HDF5 file per output. Compressed chunks are copied unchanged, one in memory
 * at a time, and the chunk index is written after them.
 */
final class Stitcher {

    private static final int MAX_IMAGE_TEXT = 16_000;

    private final Storage storage;
    private final ForwardPlan plan;
    private final SamplePlan sample;
    private final PartFolder parts;
    private final OutputMark mark;
    private final int compression;

    Stitcher(Storage storage, ForwardPlan plan, SamplePlan sample, PartFolder parts, OutputMark mark,
            int compression) {
        this.storage = storage;
        this.plan = plan;
        this.sample = sample;
        this.parts = parts;
        this.mark = mark;
        this.compression = compression;
    }

    /**
     * Writes the file of one output; the file gets its final name only once it is complete.
     *
     * @return blocks whose parts cannot be used; if there are any, nothing is written
     */
    UnusableParts stitch(int output) throws IOException {
        OutputPlan target = sample.outputs().get(output);
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.ofChannels(target.channels(), sample.extent(), sample.chunk(),
                ElementType.of(plan.precision()), compression).withAttributes(attributes(target));
        UnusableParts unusable = new UnusableParts();
        long bytes = compressedBytes(output, unusable);
        if (!unusable.isEmpty()) {
            forEachPart(unusable, Stitcher::verify);
            return unusable;
        }
        try (PendingFile file = PendingFile.create(storage, target.hdf5())) {
            OutputStream out = new BufferedOutputStream(file.stream(), 1 << 20);
            Hdf5VolumeWriter writer = new Hdf5VolumeWriter(out, spec, bytes);
            forEachPart(unusable, part -> {
                if (unusable.isEmpty()) {
                    copy(part, output, writer);
                } else {
                    verify(part);
                }
            });
            if (unusable.isEmpty()) {
                writer.finish();
                file.commit();
            }
        }
        return unusable;
    }

    private long compressedBytes(int output, UnusableParts unusable) throws IOException {
        AtomicLong bytes = new AtomicLong();
        forEachPart(unusable, part -> bytes.addAndGet(part.header().bytesOf(output)));
        return bytes.get();
    }

    /** Reads a part. */
    @FunctionalInterface
    private interface PartUse {
        void read(PartReader part) throws IOException;
    }

    /** Reads the parts that are not known to be unusable, in the order of their blocks; collects those that are. */
    private void forEachPart(UnusableParts unusable, PartUse use) throws IOException {
        for (long block = 0; block < sample.blocks().cells(); block++) {
            if (unusable.contains(block)) {
                continue;
            }
            try (PartReader part = parts.open(block, mark.blocks())) {
                use.read(part);
            } catch (PartException e) {
                unusable.add(block, e);
            }
        }
    }

    private static void copy(PartReader part, int output, Hdf5VolumeWriter writer) throws IOException {
        for (PartChunk chunk : part.header().chunks()) {
            byte[] bytes = part.next();
            if (chunk.output() == output) {
                writer.writeChunk(chunk.channel(), chunk.position(), bytes);
            }
        }
    }

    /** Reads all chunks, which verifies the checksum of the part. */
    private static void verify(PartReader part) throws IOException {
        for (int chunk = 0; chunk < part.header().chunks().size(); chunk++) {
            part.next();
        }
    }

    private Hdf5Attributes attributes(OutputPlan target) {
        Vec3 stride = target.stride();
        Vec3 offset = target.offset();
        Hdf5Attributes attributes = new Hdf5Attributes().text("axes", "c,z,y,x")
                .text("out_type", plan.outputType().name().toLowerCase(Locale.ROOT))
                .integers("stride", stride.z(), stride.y(), stride.x())
                .integers("offset", offset.z(), offset.y(), offset.x())
                .text("image", image())
                .text("network", plan.network().source()).text("weights", plan.weightsPath())
                .text("job", plan.jobPath()).text("output_node", target.node())
                .text("convolutions", sample.selection().selection().text())
                .text("softmax", plan.softmax() ? "yes" : "no").text("software", "ZNN on Spark");
        mark.addTo(attributes);
        target.calibration().ifPresent(calibration -> OutputCalibration.add(calibration, attributes));
        return attributes;
    }

    /** Returns the files of the first image; of very many, the first ones, because HDF5 limits attributes. */
    private String image() {
        String files = String.join(", ", sample.inputs().get(0).files());
        return files.length() <= MAX_IMAGE_TEXT ? files : files.substring(0, MAX_IMAGE_TEXT) + "…";
    }
}
