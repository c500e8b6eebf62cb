package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.driver.report.Quantities;

/** A volume: its shape and type, and the values in a part of it that can be read in a moment. */
final class VolumeLines {

    /** Numbers read at most, in so many pieces spread over z. */
    private static final long MOST_NUMBERS = 1L << 25;
    private static final int PIECES = 16;

    private VolumeLines() {
    }

    static List<String> of(VolumeReader reader) {
        VolumeInfo info = reader.info();
        double bytes = (double) info.channels() * info.size().product() * info.type().bytes();
        List<String> lines = new ArrayList<>();
        lines.add(info.path() + ": a volume");
        lines.add("size (z,y,x)     " + info.size());
        lines.add("channels         " + info.channels());
        lines.add("type             " + info.type().name().toLowerCase(Locale.ROOT));
        lines.add("chunk            " + info.chunk().map(Vec3::toString).orElse("none, stored in one piece"));
        lines.add("bytes            " + Quantities.bytes(bytes) + " uncompressed");
        Values values = new Values();
        pieces(info).forEach(box -> values.add((DoubleVolume) reader.read(box, Precision.FLOAT64)));
        lines.addAll(values.lines(info.channels() * info.size().product()));
        return lines;
    }

    /** All of a small volume, slab by slab; of a larger one pieces around its middle at even distances along z. */
    static List<Box> pieces(VolumeInfo info) {
        Vec3 size = info.size();
        long most = Math.max(1, MOST_NUMBERS / PIECES / info.channels());
        boolean all = info.channels() * size.product() <= MOST_NUMBERS;
        int y = (int) Math.min(size.y(), Math.max((long) Math.sqrt(most), most / size.x()));
        int x = (int) Math.min(size.x(), Math.max(1, most / y));
        int z = (int) Math.max(1, Math.min(size.z(), most / ((long) y * x)));
        if (all) {
            Grid grid = new Grid(size, new Vec3(z, y, x));
            return LongStream.range(0, grid.cells()).mapToObj(grid::box).toList();
        }
        int count = Math.min(PIECES, size.z() / z);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = (int) ((long) i * (size.z() - z) / Math.max(1, count - 1));
            boxes.add(new Box(new Vec3(at, (size.y() - y) / 2, (size.x() - x) / 2), new Vec3(z, y, x)));
        }
        return boxes;
    }

    /** Range, mean and deviation of numbers as they come. */
    private static final class Values {
        private long count;
        private long notNumbers;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private double mean;
        private double squares;

        void add(DoubleVolume volume) {
            for (double v : volume.data()) {
                if (Double.isNaN(v)) {
                    notNumbers++;
                    continue;
                }
                count++;
                least = Math.min(least, v);
                most = Math.max(most, v);
                // Welford's recurrence: no cancellation, whatever the mean.
                double off = v - mean;
                mean += off / count;
                squares += off * (v - mean);
            }
        }

        List<String> lines(double all) {
            List<String> lines = new ArrayList<>();
            String part = count + notNumbers == all ? ""
                    : " (in " + Quantities.count(count + notNumbers) + " of " + Quantities.count(all) + " voxels)";
            if (count > 0) {
                lines.add("values           " + number(least) + " to " + number(most) + part);
                lines.add(String.format(Locale.ROOT, "mean             %.6g, deviation %.6g", mean,
                        Math.sqrt(squares / count)));
            }
            if (notNumbers > 0) {
                lines.add("warning: " + notNumbers + " voxels are NaN");
            }
            return lines;
        }

        private static String number(double v) {
            return v == Math.rint(v) && Math.abs(v) < 1e15 ? String.format(Locale.ROOT, "%.0f", v)
                    : String.format(Locale.ROOT, "%.6g", v);
        }
    }
}
