package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.file.VolumePart;

/** An image in memory, stored without normalization; patches are normalized when they are cut. */
final class LoadedImage {

    private final ImagePlan plan;
    private final List<InMemoryVolume> parts;

    /** Creates an image from the loaded volume of every part of its plan. */
    LoadedImage(ImagePlan plan, List<InMemoryVolume> parts) {
        this.plan = plan;
        this.parts = List.copyOf(parts);
    }

    ImagePlan plan() {
        return plan;
    }

    /**
     * Cuts a patch of all channels, normalizes and augments it. Voxels outside the image are mirrored at its faces.
     *
     * @param box voxels of the patch before augmentation; may extend beyond the image
     */
    Volume cutPatch(Box box, Augmentation augmentation, Precision precision) {
        int channels = plan.parts().stream().mapToInt(VolumePart::channels).sum();
        Volume patch = Volume.zeros(precision, channels, augmentation.size(box.size()));
        Augmentation.StridedIndex target = augmentation.stridedIndex(box.size());
        int[] zs = mirroredIndices(box, 0);
        int[] ys = mirroredIndices(box, 1);
        int[] xs = mirroredIndices(box, 2);
        Normalization normalization = plan.normalization();
        int channel = 0;
        for (int p = 0; p < parts.size(); p++) {
            for (int c = 0; c < plan.parts().get(p).channels(); c++, channel++) {
                int first = patch.index(channel, 0, 0, 0);
                for (int z = 0; z < zs.length; z++) {
                    double offset = normalization.offset(channel, zs[z]);
                    double scale = normalization.scale(channel, zs[z]);
                    for (int y = 0; y < ys.length; y++) {
                        int index = first + target.rowStart(z, y);
                        for (int x : xs) {
                            patch.set(index, (parts.get(p).get(c, zs[z], ys[y], x) - offset) * scale);
                            index += target.strideX();
                        }
                    }
                }
            }
        }
        return patch;
    }

    /** Returns the image voxel behind each position of a box along one axis. */
    private int[] mirroredIndices(Box box, int axis) {
        Vec3 size = plan.size();
        int[] indices = new int[box.size().get(axis)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Padding.reflect(box.start().get(axis) + i, size.get(axis));
        }
        return indices;
    }
}
