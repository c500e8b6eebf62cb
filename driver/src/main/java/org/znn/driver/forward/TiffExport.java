package org.znn.driver.forward;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.tiff.TiffStackWriter;
import org.znn.driver.plan.OutputPlan;

/** Exports each channel of a finished output as a float32 TIFF stack, as ZNN does; holds a few sections in memory. */
final class TiffExport {

    private static final long BUFFER_BYTES = 64L << 20;

    private final Storage storage;
    private final OutputPlan output;
    private final OutputMark mark;

    TiffExport(Storage storage, OutputPlan output, OutputMark mark) {
        this.storage = storage;
        this.output = output;
        this.mark = mark;
    }

    /**
     * Writes the stacks.
     *
     * @param volume finished output
     * @return paths of the stacks
     */
    List<String> export(VolumeReader volume) throws IOException {
        Vec3 size = volume.info().size();
        List<PendingFile> files = new ArrayList<>();
        try {
            List<TiffStackWriter> stacks = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (int channel = 0; channel < output.channels(); channel++) {
                paths.add(output.tiff(channel));
                files.add(PendingFile.create(storage, output.tiff(channel)));
                stacks.add(new TiffStackWriter(new BufferedOutputStream(files.get(channel).stream(), 1 << 18), size,
                        ElementType.FLOAT32, output.calibration(), mark.text()));
            }
            copy(volume, stacks);
            for (int channel = 0; channel < output.channels(); channel++) {
                stacks.get(channel).finish();
                files.get(channel).commit();
            }
            return paths;
        } finally {
            for (PendingFile file : files) {
                file.close();
            }
        }
    }

    /** Copies whole sections at a time, or rows of a section if a section exceeds the buffer. */
    private void copy(VolumeReader volume, List<TiffStackWriter> stacks) throws IOException {
        Vec3 size = volume.info().size();
        long rowBytes = (long) output.channels() * size.x() * Float.BYTES;
        int rows = (int) Math.max(1, Math.min(size.y(), BUFFER_BYTES / rowBytes));
        int sections = rows < size.y() ? 1
                : (int) Math.max(1, Math.min(size.z(), BUFFER_BYTES / (rowBytes * size.y())));
        for (int z = 0; z < size.z(); z += sections) {
            for (int y = 0; y < size.y(); y += rows) {
                Vec3 end = new Vec3(z + sections, y + rows, size.x()).min(size);
                FloatVolume part = (FloatVolume) volume.read(Box.between(new Vec3(z, y, 0), end), Precision.FLOAT32);
                for (int channel = 0; channel < stacks.size(); channel++) {
                    for (int section = 0; section < part.size().z(); section++) {
                        stacks.get(channel).writeRows(part.data(), part.index(channel, section, 0, 0), part.size().y());
                    }
                }
            }
        }
    }
}
