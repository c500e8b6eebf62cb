package org.znn.common.sample;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;

/**
 * Computes the statistics of whole z sections. Sections are read in bands of rows whose height depends only on the
 * image, so the sums are identical however the sections are distributed over tasks.
 */
public final class SectionScan {

    private static final int BAND_VOXELS = 1 << 22;

    private SectionScan() {
    }

    /**
     * Computes the statistics of a range of sections.
     *
     * @param image image to read
     * @param from  first section
     * @param to    end of the range, exclusive
     * @return statistics as {@code [channel][section - from]}
     */
    public static List<List<SectionStatistics>> scan(VolumeReader image, int from, int to) {
        Vec3 size = image.info().size();
        int rows = Math.max(1, Math.min(size.y(), BAND_VOXELS / size.x()));
        List<List<SectionStatistics>> channels = new ArrayList<>();
        for (int c = 0; c < image.info().channels(); c++) {
            channels.add(new ArrayList<>());
        }
        for (int z = from; z < to; z++) {
            channels.forEach(sections -> sections.add(SectionStatistics.EMPTY));
            for (int y = 0; y < size.y(); y += rows) {
                Vec3 end = new Vec3(z + 1, Math.min(size.y(), y + rows), size.x());
                Volume band = image.read(Box.between(new Vec3(z, y, 0), end), Precision.FLOAT64);
                for (int c = 0; c < channels.size(); c++) {
                    channels.get(c).set(z - from,
                            channels.get(c).get(z - from).merge(SectionStatistics.of(band, c, 0)));
                }
            }
        }
        return channels;
    }
}
