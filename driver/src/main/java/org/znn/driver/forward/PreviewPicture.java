package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.OutputPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.driver.report.PreviewImage;

/** PNG preview of a sample: the middle section of its first input next to channel 0 of its outputs, centre-cropped. */
final class PreviewPicture {

    private static final int MAX_SIDE = 1024;

    private PreviewPicture() {
    }

    /** Writes the picture and returns its path. */
    static String write(SamplePlan sample, OutputMark mark, Storages storages) throws IOException {
        Vec3 extent = sample.extent();
        Vec3 size = new Vec3(1, Math.min(MAX_SIDE, extent.y()), Math.min(MAX_SIDE, extent.x()));
        Box outputBox = new Box(extent.minus(size).floorDiv(2), size);
        List<Volume> sections = new ArrayList<>();
        OutputPlan first = sample.outputs().get(0);
        try (VolumeReader image = ImageFiles.open(sample.inputs().get(0).parts(), storages)) {
            Vec3 start = outputBox.start().times(first.stride()).plus(first.offset())
                    .minus(sample.inputs().get(0).start()).max(Vec3.ZERO);
            Box inputBox = new Box(start, size.times(first.stride().with(0, 1)));
            sections.add(image.read(inputBox.intersect(Box.ofSize(image.info().size())), Precision.FLOAT32));
        }
        for (OutputPlan output : sample.outputs()) {
            try (VolumeReader result = VolumeReaders.open(output.hdf5(), storages)) {
                sections.add(result.read(outputBox, Precision.FLOAT32));
            }
        }
        String path = OutputFiles.picture(sample);
        try (PendingFile file = PendingFile.create(storages.of(path), path)) {
            PreviewImage.write(sections, mark.text(), file.stream());
            file.commit();
        }
        return path;
    }
}
