package org.znn.worker.convolution;

import java.util.Arrays;
import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;

/** Conversion between volumes and feature maps. Padding is filled with NaN, so that tests fail if it is used. */
public final class TestFeatureMaps {

    private TestFeatureMaps() {
    }

    /** Visitor of voxels. */
    public interface Visitor {
        void visit(int channel, int z, int y, int x);
    }

    /** Visits every voxel, channel by channel. */
    public static void forEachVoxel(Volume volume, Visitor visitor) {
        Vec3 s = volume.size();
        for (int c = 0; c < volume.channels(); c++) {
            for (int z = 0; z < s.z(); z++) {
                for (int y = 0; y < s.y(); y++) {
                    for (int x = 0; x < s.x(); x++) {
                        visitor.visit(c, z, y, x);
                    }
                }
            }
        }
    }

    /** Returns random values from -1/2 to 1/2 that are exact in both precisions. */
    public static DoubleVolume random(Random random, int channels, Vec3 size) {
        double[] values = new double[Volume.elements(channels, size)];
        Arrays.setAll(values, i -> random.nextFloat() - 0.5f);
        return new DoubleVolume(channels, size, values);
    }

    /** Returns a volume of zeros. */
    public static DoubleVolume zeros(int channels, Vec3 size) {
        return new DoubleVolume(channels, size, new double[Volume.elements(channels, size)]);
    }

    /** Returns maps filled with NaN. */
    public static <A> FeatureMaps<A> nanFilled(RealArrays<A> reals, int channels, Vec3 size) {
        FeatureMapLayout layout = FeatureMapLayout.of(channels, size);
        return new FeatureMaps<>(layout, reals.allocate(layout.length(), Double.NaN));
    }

    /** Returns maps with the voxels of a volume and NaN in the padding. */
    public static <A> FeatureMaps<A> fromVolume(RealArrays<A> reals, Volume volume) {
        FeatureMaps<A> maps = nanFilled(reals, volume.channels(), volume.size());
        forEachVoxel(volume, (c, z, y, x) ->
                reals.set(maps.data(), maps.layout().index(c, z, y, x), volume.get(c, z, y, x)));
        return maps;
    }

    /** Returns the voxels of maps as a volume. */
    public static <A> DoubleVolume toVolume(RealArrays<A> reals, FeatureMaps<A> maps) {
        DoubleVolume volume = zeros(maps.layout().channels(), maps.layout().size());
        forEachVoxel(volume, (c, z, y, x) ->
                volume.set(c, z, y, x, reals.get(maps.data(), maps.layout().index(c, z, y, x))));
        return volume;
    }
}
