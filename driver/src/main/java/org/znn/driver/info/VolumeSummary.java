package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.geometry.Vec3;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.driver.report.Quantities;

/** Describes a volume: shape, type, and the values of all voxels or, in a large volume, of a sample of them. */
final class VolumeSummary {

    /** Maximum number of characters of an attribute. */
    private static final int MAX_ATTRIBUTE = 80;

    private VolumeSummary() {
    }

    static List<String> lines(VolumeReader reader) {
        VolumeInfo info = reader.info();
        double bytes = (double) info.channels() * info.size().product() * info.type().bytes();
        List<String> lines = new ArrayList<>();
        lines.add(info.path() + ": a volume");
        lines.add("format           " + info.format());
        lines.add("axes as stored   " + info.axes());
        lines.add("size (z,y,x)     " + info.size());
        lines.add("channels         " + info.channels());
        lines.add("type             " + info.type().name().toLowerCase(Locale.ROOT));
        info.calibration().ifPresent(calibration -> {
            lines.add("voxel size       " + calibration.sizeText());
            if (!calibration.origin().equals(Vec3d.ZERO)) {
                lines.add("origin           " + calibration.originText());
            }
        });
        reader.placement().ifPresent(placement -> lines.add("position         voxel " + placement.offset()
                + " of its image, every " + placement.stride() + " voxels"));
        lines.add("chunk            " + info.chunk().map(Vec3::toString).orElse("none (contiguous)"));
        new TreeMap<>(info.attributes()).forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%-16s ", name)
                + Diagnostic.abbreviate(value.replaceAll("\\s+", " "), MAX_ATTRIBUTE)));
        lines.add("uncompressed     " + Quantities.formatBytes(bytes));
        Values values = new Values();
        VolumeSample.boxes(info).forEach(box -> values.add((DoubleVolume) reader.read(box, Precision.FLOAT64)));
        lines.addAll(values.lines(info.channels() * info.size().product()));
        info.notes().forEach(note -> lines.add("note: " + note));
        return lines;
    }

    /** Accumulates range, mean and standard deviation. */
    private static final class Values {

        private long count;
        private long nanCount;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double mean;
        private double squaredDeviations;

        void add(DoubleVolume volume) {
            for (double v : volume.data()) {
                if (Double.isNaN(v)) {
                    nanCount++;
                    continue;
                }
                count++;
                min = Math.min(min, v);
                max = Math.max(max, v);
                // Welford's recurrence, which avoids cancellation whatever the mean.
                double delta = v - mean;
                mean += delta / count;
                squaredDeviations += delta * (v - mean);
            }
        }

        /**
         * Returns the lines about the values.
         *
         * @param elements number of elements of the whole volume
         */
        List<String> lines(double elements) {
            List<String> lines = new ArrayList<>();
            String sampled = count + nanCount == elements ? "" : " (in a sample of "
                    + Quantities.formatCount(count + nanCount) + " of " + Quantities.formatCount(elements)
                    + " values)";
            if (count > 0) {
                lines.add("values           " + number(min) + " to " + number(max) + sampled);
                lines.add(String.format(Locale.ROOT, "mean             %.6g, standard deviation %.6g", mean,
                        Math.sqrt(squaredDeviations / count)));
            }
            if (nanCount > 0) {
                lines.add("warning: " + nanCount + (nanCount == 1 ? " value is NaN" : " values are NaN"));
            }
            return lines;
        }

        private static String number(double v) {
            return v == Math.rint(v) && Math.abs(v) < 1e15 ? String.format(Locale.ROOT, "%.0f", v)
                    : String.format(Locale.ROOT, "%.6g", v);
        }
    }
}
