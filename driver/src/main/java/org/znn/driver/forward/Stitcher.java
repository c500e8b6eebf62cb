package org.znn.driver.forward;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
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
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;

/**
 * Assembles the parts of a sample into one HDF5 file per output. Compressed chunks are copied unchanged, one in memory
 * at a time, and the chunk index is written after them.
 */
final class Stitcher {

    private final Storage storage;
    private final ForwardPlan plan;
    private final SamplePlan sample;
    private final PartFolder parts;
    private final String fingerprint;
    private final int compression;

    Stitcher(Storage storage, ForwardPlan plan, SamplePlan sample, PartFolder parts, String fingerprint,
            int compression) {
        this.storage = storage;
        this.plan = plan;
        this.sample = sample;
        this.parts = parts;
        this.fingerprint = fingerprint;
        this.compression = compression;
    }

    /** Writes the file of one output; the file gets its final name only once it is complete. */
    void stitch(int output) throws IOException {
        OutputPlan target = sample.outputs().get(output);
        Hdf5VolumeSpec spec = Hdf5VolumeSpec.ofChannels(target.channels(), sample.extent(), sample.chunk(),
                ElementType.of(plan.precision()), compression).withAttributes(attributes(target));
        PendingFile.removeLeftovers(storage, target.hdf5());
        try (PendingFile file = PendingFile.create(storage, target.hdf5())) {
            OutputStream out = new BufferedOutputStream(file.stream(), 1 << 20);
            Hdf5VolumeWriter writer = new Hdf5VolumeWriter(out, spec, compressedBytes(output));
            for (long block = 0; block < sample.blocks().cells(); block++) {
                copy(block, output, writer);
            }
            writer.finish();
            file.commit();
        }
    }

    private long compressedBytes(int output) throws IOException {
        long bytes = 0;
        for (long block = 0; block < sample.blocks().cells(); block++) {
            try (PartReader part = open(block)) {
                bytes += part.header().bytesOf(output);
            }
        }
        return bytes;
    }

    private void copy(long block, int output, Hdf5VolumeWriter writer) throws IOException {
        try (PartReader part = open(block)) {
            for (PartChunk chunk : part.header().chunks()) {
                byte[] bytes = part.next();
                if (chunk.output() == output) {
                    writer.writeChunk(chunk.channel(), chunk.position(), bytes);
                }
            }
        }
    }

    private PartReader open(long block) throws IOException {
        PartReader part = parts.open(block);
        if (!part.header().fingerprint().equals(fingerprint) || part.header().block() != block) {
            part.close();
            throw new PartException("of block " + block, "it belongs to another job or block");
        }
        return part;
    }

    private Hdf5Attributes attributes(OutputPlan target) {
        Vec3 stride = target.stride();
        Vec3 offset = target.offset();
        Hdf5Attributes attributes = new Hdf5Attributes().text("axes", "c,z,y,x")
                .text("out_type", plan.outputType().name().toLowerCase(Locale.ROOT))
                .integers("stride", stride.z(), stride.y(), stride.x())
                .integers("offset", offset.z(), offset.y(), offset.x())
                .text("image", String.join(", ", sample.inputs().get(0).files()))
                .text("network", plan.network().source()).text("weights", plan.weightsPath())
                .text("job", plan.jobPath()).text("output_node", target.node())
                .text("convolutions", sample.selection().selection().text())
                .text("softmax", plan.softmax() ? "yes" : "no").text("software", "ZNN on Spark");
        target.calibration().ifPresent(calibration -> OutputCalibration.add(calibration, attributes));
        return attributes;
    }
}
