package org.znn.common.volume.chunked;

import java.util.Arrays;
import org.znn.common.geometry.Box;
import org.znn.common.volume.raster.Region;

/**
 * How the chunks of an array with any number of axes are presented as chunks with the four axes that a volume has.
 * The four axes follow the order of the elements in a chunk; axes that the array lacks have length 1, and dropped axes
 * are represented by the selected index.
 */
public final class ChunkLayout {

    private static final int ABSENT = -1;

    private final VolumeAxes axes;
    private final int[] shape;
    private final int[] chunk;
    private final int[] memory;
    /** Stored axis of each of the four axes. */
    private final int[] kept;
    /** Axis of the volume that each of the four axes holds. */
    private final int[] roles;

    /**
     * Creates a layout.
     *
     * @param axes   meaning of the axes of the array
     * @param shape  number of elements of the array along each axis
     * @param chunk  number of elements of a chunk along each axis
     * @param memory axes of the array in the order of the elements of a chunk, slowest first
     */
    public ChunkLayout(VolumeAxes axes, int[] shape, int[] chunk, int[] memory) {
        this.axes = axes;
        this.shape = shape.clone();
        this.chunk = chunk.clone();
        this.memory = memory.clone();
        kept = new int[Region.RANK];
        roles = new int[Region.RANK];
        int next = 0;
        for (int role = 0; role < Region.RANK; role++) {
            if (axes.axisOf(role).isEmpty()) {
                kept[next] = ABSENT;
                roles[next++] = role;
            }
        }
        for (int axis : memory) {
            if (axes.roles()[axis] != VolumeAxes.DROPPED) {
                kept[next] = axis;
                roles[next++] = axes.roles()[axis];
            }
        }
    }

    /** Returns the entries of the four axes, 1 for an absent one. */
    public int[] select(int[] perAxis) {
        return Arrays.stream(kept).map(axis -> axis == ABSENT ? 1 : perAxis[axis]).toArray();
    }

    /** Returns the shape of the array, four axes. */
    public int[] shape() {
        return select(shape);
    }

    /** Returns the shape of a chunk, four axes. */
    public int[] chunk() {
        return select(chunk);
    }

    /** Returns the position in the grid of the array of a chunk at a position along the four axes. */
    public int[] gridIndex(int[] index) {
        int[] position = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            position[d] = axes.index()[d] / chunk[d];
        }
        for (int i = 0; i < Region.RANK; i++) {
            if (kept[i] != ABSENT) {
                position[kept[i]] = index[i];
            }
        }
        return position;
    }

    /** Returns the part of the array that a box of the volume needs, four axes. */
    public Region region(int channels, Box box) {
        return Region.permuted(channels, box, roles);
    }

    /**
     * Returns the elements of a chunk at the selected index of the dropped axes.
     *
     * @param bytes        elements of the chunk
     * @param extent       number of elements in the chunk along each axis of the array
     * @param elementBytes size of an element in bytes
     */
    public byte[] withoutDroppedAxes(byte[] bytes, int[] extent, int elementBytes) {
        byte[] part = bytes;
        int outer = 1;
        int inner = elementBytes;
        for (int axis : memory) {
            inner *= extent[axis];
        }
        for (int axis : memory) {
            inner /= extent[axis];
            if (axes.roles()[axis] != VolumeAxes.DROPPED) {
                outer *= extent[axis];
            } else if (extent[axis] > 1) {
                part = atIndex(part, outer, extent[axis], axes.index()[axis] % chunk[axis], inner);
            }
        }
        return part;
    }

    private static byte[] atIndex(byte[] bytes, int outer, int count, int index, int inner) {
        byte[] part = new byte[outer * inner];
        for (int i = 0; i < outer; i++) {
            System.arraycopy(bytes, (i * count + index) * inner, part, i * inner, inner);
        }
        return part;
    }
}
