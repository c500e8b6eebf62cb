package org.znn.common.volume.mrc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.VolumeException;

/**
 * The fields of an MRC2014 header (Cheng et al. 2015) that concern the voxels.
 *
 * @param order      byte order of header and voxels
 * @param size       number of sections, rows and columns
 * @param mode       code of the element type
 * @param start      position of the first voxel in the file
 * @param isUnsigned whether bytes are unsigned, as IMOD marks them
 * @param isMarked   whether IMOD marked the bytes as signed or unsigned
 * @param volumes    number of volumes in a stack of volumes, otherwise 1
 * @param axes       axis of space, 0 (x), 1 (y) or 2 (z), of the columns, rows and sections
 * @param voxelSize  extent of a voxel along the columns, rows and sections in ångström; 0 if not stated
 * @param origin     position of the first voxel along the axes x, y, z in ångström
 */
record MrcHeader(ByteOrder order, Vec3 size, int mode, long start, boolean isUnsigned, boolean isMarked, int volumes,
        List<Integer> axes, double[] voxelSize, double[] origin) {

    static final int BYTES = 1024;

    private static final int MAP = 0x4d4150;
    private static final int BIG_ENDIAN_STAMP = 0x11;
    private static final int IMOD_STAMP = 1146047817;
    private static final int IMOD_SIGNED = 1;
    private static final int FIRST_VOLUME_STACK = 401;
    private static final int LAST_VOLUME_STACK = 630;
    private static final int MAX_MODE = 101;

    /** Returns the byte order of a header; empty if the file does not begin with one. */
    static Optional<ByteOrder> order(byte[] head) {
        if (head.length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer h = ByteBuffer.wrap(head);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            // The axes reveal the byte order, also of files older than the signature.
            if (isPlausible(h.order(order)) && isPermutation(axes(h))) {
                return Optional.of(order);
            }
        }
        ByteOrder stamped = h.get(212) == BIG_ENDIAN_STAMP ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean isMap = h.order(ByteOrder.BIG_ENDIAN).getInt(208) >>> Byte.SIZE == MAP;
        return Optional.of(stamped).filter(order -> isMap && isPlausible(h.order(order)));
    }

    private static boolean isPlausible(ByteBuffer h) {
        return h.getInt(0) > 0 && h.getInt(4) > 0 && h.getInt(8) > 0 && h.getInt(12) >= 0 && h.getInt(12) <= MAX_MODE
                && h.getInt(92) >= 0;
    }

    static MrcHeader parse(byte[] head) {
        ByteBuffer h = ByteBuffer.wrap(head);
        h.order(order(head).orElseThrow(() -> new VolumeException("the header is damaged")));
        List<Integer> stored = axes(h);
        List<Integer> axes = isPermutation(stored) ? stored.stream().map(a -> a - 1).toList() : List.of(0, 1, 2);
        double[] voxelSize = new double[3];
        for (int i = 0; i < 3; i++) {
            int intervals = h.getInt(28 + 4 * axes.get(i));
            voxelSize[i] = intervals > 0 ? h.getFloat(40 + 4 * axes.get(i)) / (double) intervals : 0;
        }
        boolean isMarked = h.getInt(152) == IMOD_STAMP;
        int group = h.getInt(88);
        int depth = h.getInt(36);
        int volumes = group >= FIRST_VOLUME_STACK && group <= LAST_VOLUME_STACK && depth > 0
                ? Math.max(1, h.getInt(8) / depth) : 1;
        return new MrcHeader(h.order(), new Vec3(h.getInt(8), h.getInt(4), h.getInt(0)), h.getInt(12),
                BYTES + (long) h.getInt(92), isMarked && (h.getInt(156) & IMOD_SIGNED) == 0, isMarked, volumes, axes,
                voxelSize, new double[] {h.getFloat(196), h.getFloat(200), h.getFloat(204)});
    }

    private static List<Integer> axes(ByteBuffer header) {
        return List.of(header.getInt(64), header.getInt(68), header.getInt(72));
    }

    private static boolean isPermutation(List<Integer> axes) {
        return axes.contains(1) && axes.contains(2) && axes.contains(3);
    }
}
