package org.znn.common.sample.training;

import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.Padding;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.file.VolumePart;

/** An image in memory, as stored; patches of it come out normalised. */
final class LoadedImage {

    private final ImagePlan plan;
    private final List<HeldVolume> parts;

    /** With a held volume for every part of the plan. */
    LoadedImage(ImagePlan plan, List<HeldVolume> parts) {
        this.plan = plan;
        this.parts = List.copyOf(parts);
    }

    ImagePlan plan() {
        return plan;
    }

    /** The voxels of a box, augmented, all channels; what lies beyond a face is mirrored at it. */
    Volume patch(Box box, Augmentation augmentation, Precision precision) {
        int channels = plan.parts().stream().mapToInt(VolumePart::channels).sum();
        Volume patch = Volume.zeros(precision, channels, augmentation.size(box.size()));
        Writer writer = Writer.into(patch);
        Augmentation.Walk walk = augmentation.walk(box.size());
        int[] zs = mirrored(box, 0);
        int[] ys = mirrored(box, 1);
        int[] xs = mirrored(box, 2);
        Normalization normalization = plan.normalization();
        int channel = 0;
        for (int p = 0; p < parts.size(); p++) {
            for (int c = 0; c < plan.parts().get(p).channels(); c++, channel++) {
                int first = patch.index(channel, 0, 0, 0);
                for (int z = 0; z < zs.length; z++) {
                    double subtract = normalization.subtract(channel, zs[z]);
                    double scale = normalization.scale(channel, zs[z]);
                    for (int y = 0; y < ys.length; y++) {
                        int to = first + walk.row(z, y);
                        for (int x : xs) {
                            writer.set(to, (parts.get(p).value(c, zs[z], ys[y], x) - subtract) * scale);
                            to += walk.stepX();
                        }
                    }
                }
            }
        }
        return patch;
    }

    /** The voxels of the image along one axis of a box. */
    private int[] mirrored(Box box, int axis) {
        Vec3 size = plan.size();
        int[] at = new int[box.size().get(axis)];
        for (int i = 0; i < at.length; i++) {
            at[i] = Padding.reflect(box.start().get(axis) + i, size.get(axis));
        }
        return at;
    }
}
