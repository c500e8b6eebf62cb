package org.znn.worker.convolution;

import java.util.Arrays;
import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;

/** Volumes as feature maps and back. Whatever is not a voxel is NaN, so that a test fails where it is used. */
public final class TestMaps {

    private TestMaps() {
    }

    /** Called for every voxel. */
    public interface Visitor {
        void visit(int channel, int z, int y, int x);
    }

    /** Calls the visitor for every voxel, channel by channel. */
    public static void forEach(Volume volume, Visitor visitor) {
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

    /** Random numbers from -1/2 to 1/2 that both precisions hold exactly. */
    public static DoubleVolume random(Random random, int channels, Vec3 size) {
        double[] values = new double[Volume.elements(channels, size)];
        Arrays.setAll(values, i -> random.nextFloat() - 0.5f);
        return new DoubleVolume(channels, size, values);
    }

    public static DoubleVolume zeros(int channels, Vec3 size) {
        return new DoubleVolume(channels, size, new double[Volume.elements(channels, size)]);
    }

    /** Maps of nothing but NaN. */
    public static <A> Maps<A> blank(Reals<A> reals, int channels, Vec3 size) {
        MapsLayout layout = MapsLayout.of(channels, size);
        return new Maps<>(layout, reals.allocate(layout.length(), Double.NaN));
    }

    /** The numbers of a volume, NaN in the padding. */
    public static <A> Maps<A> of(Reals<A> reals, Volume volume) {
        Maps<A> maps = blank(reals, volume.channels(), volume.size());
        forEach(volume, (c, z, y, x) ->
                reals.set(maps.data(), maps.layout().index(c, z, y, x), volume.get(c, z, y, x)));
        return maps;
    }

    /** The numbers of maps. */
    public static <A> DoubleVolume volume(Reals<A> reals, Maps<A> maps) {
        DoubleVolume volume = zeros(maps.layout().channels(), maps.layout().size());
        forEach(volume, (c, z, y, x) ->
                volume.set(c, z, y, x, reals.get(maps.data(), maps.layout().index(c, z, y, x))));
        return volume;
    }
}
