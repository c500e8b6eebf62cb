package org.znn.worker.convolution.fft.tiled;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.Vec3;

/** Transforms of complex planes (y, x) in a {@link PlaneRoom}, not scaled; both ways are the same. */
final class PlaneTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;

    private final Vec3 size;
    private final LineTransform alongY;
    private final LineTransform alongX;

    /** For planes of that size (1, y, x). */
    PlaneTransform(Vec3 size) {
        this.size = size;
        alongY = LineTransform.of(size.y());
        alongX = LineTransform.of(size.x());
    }

    /** The spectra of a group's inputs, all lanes. */
    void inputs(PlaneInputs inputs, float[] data, PlaneRoom room) {
        for (int lane = 0; lane < room.spectrum() / 2; lane += LANES) {
            for (int y = 0; y < size.y(); y++) {
                int row = room.planes() + y * room.rowPitch();
                if (inputs.line(lane, y, size.x(), data, room.line())) {
                    alongX.run(data, room.line(), 0, ELEMENT, data, row, 0, ELEMENT, 1, data, room.middle());
                } else {
                    Arrays.fill(data, row, row + size.x() * ELEMENT, 0);
                }
            }
            columns(data, room, 0, size.x());
            for (int y = 0; y < size.y(); y++) {
                spread(data, room.planes() + y * room.rowPitch(), size.x(),
                        room.spectra() + y * size.x() * room.spectrum() + lane, room.spectrum());
            }
        }
    }

    private static void spread(float[] data, int from, int count, int to, int spectrum) {
        for (int n = 0; n < count; n++) {
            FloatVector re = FloatVector.fromArray(SPECIES, data, from + n * ELEMENT);
            FloatVector im = FloatVector.fromArray(SPECIES, data, from + n * ELEMENT + LANES);
            re.intoArray(data, to + n * spectrum);
            im.intoArray(data, to + n * spectrum + spectrum / 2);
        }
    }

    /** Transforms a line of each plane, and makes it row y. */
    void linesToRow(float[] data, PlaneRoom room, int lines, int y) {
        alongX.run(data, lines, size.x() * ELEMENT, ELEMENT, data, room.planes() + y * room.rowPitch(),
                room.planePitch(), ELEMENT, PlanePlan.ROWS, data, room.middle());
    }

    /** Transforms row y of each plane, into lines. */
    void rowToLines(float[] data, PlaneRoom room, int y, int lines) {
        alongX.run(data, room.planes() + y * room.rowPitch(), room.planePitch(), ELEMENT, data, lines,
                size.x() * ELEMENT, ELEMENT, PlanePlan.ROWS, data, room.middle());
    }

    /** Transforms the first columns of a plane in their place. */
    void columns(float[] data, PlaneRoom room, int plane, int count) {
        alongY.run(data, room.plane(plane), ELEMENT, room.rowPitch(), data, room.plane(plane), ELEMENT,
                room.rowPitch(), count, data, room.middle());
    }
}
