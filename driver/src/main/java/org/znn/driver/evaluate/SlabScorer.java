package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.SegmentationOverlap;
import org.znn.common.segmentation.SlabComponents;
import org.znn.common.segmentation.Thinning;
import org.znn.common.volume.FloatVolume;

/**
 * Scores a map that is segmented as a whole and exceeds the memory, with the same result as in memory. It is read slab
 * by slab, twice: first to connect the components of the slabs, then, with the slabs around each, to let segments grow
 * until they meet, and to compare them.
 */
final class SlabScorer {

    private final MapReader reader;
    private final ProbabilityMap map;
    private final SlabTruth truth;
    private final List<Double> thresholds;
    private final ScoreAccumulator sums;
    private final PolarityCheck polarity;
    private final Slabs slabs;
    private final List<SlabComponents> components = new ArrayList<>();
    private final List<SegmentationOverlap> overlaps = new ArrayList<>();

    /**
     * Creates a scorer.
     *
     * @param slabs       division of the scored region
     * @param maxSegments number of components, and of overlapping pairs, beyond which a threshold is refused
     */
    SlabScorer(MapReader reader, ProbabilityMap map, GroundTruth truth, List<Double> thresholds, ScoreAccumulator sums,
            PolarityCheck polarity, Slabs slabs, int maxSegments) {
        this.reader = reader;
        this.map = map;
        this.truth = new SlabTruth(truth, slabs, maxSegments);
        this.thresholds = thresholds;
        this.sums = sums;
        this.polarity = polarity;
        this.slabs = slabs;
        int plane = (int) slabs.region().size().with(0, 1).product();
        for (int i = 0; i < thresholds.size(); i++) {
            components.add(new SlabComponents(map.reach() * plane, maxSegments));
            overlaps.add(new SegmentationOverlap(maxSegments));
        }
    }

    /**
     * Adds the scores of the map.
     *
     * @param progress receives a line before each slab is read
     */
    void score(Consumer<String> progress) {
        for (int slab = 0; slab < slabs.count(); slab++) {
            progress.accept("connecting slab " + (slab + 1) + " of " + slabs.count());
            connect(slab);
        }
        components.forEach(SlabComponents::finish);
        truth.finish();
        for (int slab = 0; slab < slabs.count(); slab++) {
            progress.accept("comparing slab " + (slab + 1) + " of " + slabs.count());
            compare(slab);
        }
        for (int i = 0; i < thresholds.size(); i++) {
            sums.add(i, overlaps.get(i));
        }
    }

    private void connect(int slab) {
        FloatVolume volume = reader.read(slabs.withContext(slab, map.reach()));
        PlaneRange range = slabs.afterContext(slab, map.reach());
        for (int i = 0; i < thresholds.size(); i++) {
            components.get(i).add(map.graph(volume, range, thresholds.get(i)));
        }
        truth.connect(slab);
    }

    private void compare(int slab) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < thresholds.size(); i++) {
            left.add(i);
        }
        for (int margin = 1; !left.isEmpty(); margin++) {
            if (margin > slabs.maxMargin()) {
                throw tooFar(slab, left.get(0));
            }
            SlabWindow window = slabs.window(slab, margin);
            FloatVolume volume = reader.read(window.box());
            int[] segments = truth.segments(window);
            if (margin == 1) {
                count(window, volume, segments);
            }
            left.removeIf(i -> add(i, window, volume, segments));
        }
    }

    /** Compares the values of a slab with the thresholds. */
    private void count(SlabWindow window, FloatVolume volume, int[] segments) {
        PlaneRange range = window.scored(map.reach());
        sums.addValues(map.valueCount(volume.size(), range));
        for (int i = 0; i < thresholds.size(); i++) {
            sums.addWrong(i, map.countWrong(volume, range, segments, thresholds.get(i)));
        }
        if (map instanceof BoundaryMap boundary) {
            polarity.add(segments, range.first() * window.plane(), range.end() * window.plane(),
                    v -> boundary.inside(volume, v));
        }
    }

    /** Adds the overlap of a slab at a threshold, and returns whether the window was large enough to know it. */
    private boolean add(int threshold, SlabWindow window, FloatVolume volume, int[] segments) {
        SlabComponents known = components.get(threshold);
        int[] ids = new int[segments.length];
        PlaneRange scored = window.scored(0);
        if (known.count() > 0) {
            for (int slab = window.firstSlab(); slab < window.endSlab(); slab++) {
                PlaneRange range = window.range(slab);
                int[] part = known.ids(slab, map.graph(volume, range, thresholds.get(threshold)));
                System.arraycopy(part, 0, ids, range.first() * window.plane(), part.length);
            }
            if (!Thinning.thin(ids, window.forThinning(), segments)) {
                return false;
            }
        }
        overlaps.get(threshold).add(ids, segments, scored.first() * window.plane(), scored.end() * window.plane());
        return true;
    }

    private UserErrorException tooFar(int slab, int threshold) {
        Box box = slabs.box(slab);
        Vec3 size = slabs.region().size();
        return new UserErrorException(reader.reader().info().path(), "at threshold " + thresholds.get(threshold)
                + " voxels of " + box + " are more than " + slabs.maxMargin() * slabs.depth() + " sections from the "
                + "nearest segment, too far for the " + slabs.maxSections() + " of " + size.z()
                + " sections that the memory holds", "try lower thresholds with --threshold, fewer sections with "
                + "--slices, sections on their own with --2d, or more memory (--driver-memory)");
    }
}
