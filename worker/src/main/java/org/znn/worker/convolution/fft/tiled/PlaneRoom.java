package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;

/**
 * Where things lie that a thread needs for itself, a few planes and the spectra of a group's inputs; all of it should
 * stay in the cache of a core. Spectra of inputs lie in the order (frequency, real or imaginary part, lane); in planes
 * the elements of a row lie one after the other, the rows an odd number of cache lines apart.
 *
 * @param spectra    of the inputs
 * @param spectrum   from a frequency to the next
 * @param planes     a plane for each row of {@link PlanePlan#ROWS}
 * @param planePitch from a plane to the next
 * @param rowPitch   from a row of a plane to the next
 * @param line       a line of each of those planes
 * @param mirror     another
 * @param middle     an element for each of the longest line
 * @param end        from where a section of outputs can be collected
 */
record PlaneRoom(int spectra, int spectrum, int planes, int planePitch, int rowPitch, int line, int mirror, int middle,
        int end) {

    private static final int ELEMENT = LineTransform.ELEMENT;

    /** The room of one thread. */
    static PlaneRoom of(PlanePlan plan, int at) {
        Vec3 size = plan.size();
        int spectrum = 2 * plan.lanes();
        int rowPitch = TileTransform.oddLines(size.x() * ELEMENT);
        int planePitch = TileTransform.oddLines(size.y() * rowPitch);
        int lines = PlanePlan.ROWS * size.x() * ELEMENT;
        int planes = Math.addExact(at, Math.multiplyExact(size.y() * size.x(), spectrum));
        int line = Math.addExact(planes, PlanePlan.ROWS * planePitch);
        // A vector of elements may be read past the last of a row.
        int element = Math.max(LineTransform.LANES, Math.max(size.y(), size.x())) * ELEMENT;
        int end = Math.addExact(line, 2 * lines + element);
        return new PlaneRoom(at, spectrum, planes, planePitch, rowPitch, line, line + lines, line + 2 * lines, end);
    }

    /** Numbers of such a room. */
    static int numbers(PlanePlan plan) {
        Vec3 section = new Vec3(1, plan.tiling().y().valid(), plan.tiling().x().valid());
        return Math.addExact(of(plan, 0).end(), MapPlanes.room(section));
    }

    /** Where the row's plane is. */
    int plane(int row) {
        return planes + row * planePitch;
    }
}
