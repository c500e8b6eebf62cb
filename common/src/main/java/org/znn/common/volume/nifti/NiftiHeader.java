package org.znn.common.volume.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.znn.common.volume.VolumeException;

/**
 * The fields of a NIfTI header that concern the voxels.
 *
 * @param version    1 or 2
 * @param order      byte order of header and voxels
 * @param isPair     whether the voxels are in a second file
 * @param axes       lengths of the seven axes x, y, z, t, 5, 6, 7; 1 for those that the volume does not have
 * @param datatype   code of the element type
 * @param intent     code of the meaning of the voxels
 * @param voxOffset  position of the first voxel in its file
 * @param slope      factor of the voxels; 0 or not finite if there is no scaling
 * @param intercept  offset of the scaled voxels
 * @param pixelSizes extent of a voxel along x, y, z
 * @param units      codes of the units of space and time
 * @param quaternion code of the first spatial transform, its parameters b, c, d, offset x, y, z, and its handedness
 * @param affine     code of the second spatial transform, and its three rows
 */
record NiftiHeader(int version, ByteOrder order, boolean isPair, long[] axes, int datatype, int intent,
        double voxOffset, double slope, double intercept, double[] pixelSizes, int units, double[] quaternion,
        double[] affine) {

    /** Size of the larger of the two headers in bytes. */
    static final int MAX_BYTES = 540;

    private static final int BYTES_1 = 348;
    private static final int BYTES_2 = 540;
    private static final int MAGIC_1 = 344;
    private static final int MAGIC_2 = 4;
    private static final int AXES = 7;

    /** Returns the byte order of a header from its first field, the size of the header; empty if it is no NIfTI. */
    private static Optional<ByteOrder> order(ByteBuffer bytes, int headerBytes) {
        if (bytes.limit() < headerBytes) {
            return Optional.empty();
        }
        int size = bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        return size == headerBytes ? Optional.of(ByteOrder.LITTLE_ENDIAN)
                : Integer.reverseBytes(size) == headerBytes ? Optional.of(ByteOrder.BIG_ENDIAN) : Optional.empty();
    }

    /** Whether a file begins with a NIfTI header. */
    static boolean isNifti(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        return order(bytes, BYTES_1).isPresent() && isMagic(magic(bytes, MAGIC_1), 1)
                || order(bytes, BYTES_2).isPresent() && isMagic(magic(bytes, MAGIC_2), 2);
    }

    /** Whether a file begins with a header of Analyze 7.5, the predecessor of NIfTI, which has no signature. */
    static boolean isAnalyze(byte[] head) {
        return order(ByteBuffer.wrap(head), BYTES_1).isPresent() && !isNifti(head);
    }

    /** Parses a header for which {@link #isNifti} holds. */
    static NiftiHeader parse(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        Optional<ByteOrder> first = order(bytes, BYTES_1);
        return first.isPresent() ? version1(bytes.order(first.get()))
                : version2(bytes.order(order(bytes, BYTES_2).orElseThrow()));
    }

    private static NiftiHeader version1(ByteBuffer h) {
        int rank = rank(h.getShort(40) & 0xFFFF);
        long[] axes = new long[AXES];
        Arrays.fill(axes, 1);
        for (int d = 0; d < rank; d++) {
            axes[d] = h.getShort(42 + 2 * d);
        }
        double[] quaternion = {h.getShort(252), h.getFloat(256), h.getFloat(260), h.getFloat(264), h.getFloat(268),
            h.getFloat(272), h.getFloat(276), h.getFloat(76)};
        double[] affine = new double[13];
        affine[0] = h.getShort(254);
        for (int i = 0; i < 12; i++) {
            affine[1 + i] = h.getFloat(280 + 4 * i);
        }
        return new NiftiHeader(1, h.order(), magic(h, MAGIC_1).startsWith("ni"), axes, h.getShort(70), h.getShort(68),
                h.getFloat(108), h.getFloat(112), h.getFloat(116),
                new double[] {h.getFloat(80), h.getFloat(84), h.getFloat(88)}, h.get(123) & 0xFF, quaternion, affine);
    }

    private static NiftiHeader version2(ByteBuffer h) {
        int rank = rank(h.getLong(16));
        long[] axes = new long[AXES];
        Arrays.fill(axes, 1);
        for (int d = 0; d < rank; d++) {
            axes[d] = h.getLong(24 + 8 * d);
        }
        double[] quaternion = {h.getInt(344), h.getDouble(352), h.getDouble(360), h.getDouble(368), h.getDouble(376),
            h.getDouble(384), h.getDouble(392), h.getDouble(104)};
        double[] affine = new double[13];
        affine[0] = h.getInt(348);
        for (int i = 0; i < 12; i++) {
            affine[1 + i] = h.getDouble(400 + 8 * i);
        }
        return new NiftiHeader(2, h.order(), magic(h, MAGIC_2).startsWith("ni"), axes, h.getShort(12), h.getInt(504),
                h.getLong(168), h.getDouble(176), h.getDouble(184),
                new double[] {h.getDouble(112), h.getDouble(120), h.getDouble(128)}, h.getInt(500), quaternion, affine);
    }

    private static int rank(long stored) {
        if (stored < 1 || stored > AXES) {
            throw new VolumeException("the header declares " + Long.toUnsignedString(stored)
                    + " axes; NIfTI has 1 to 7: the file is damaged");
        }
        return (int) stored;
    }

    private static String magic(ByteBuffer bytes, int position) {
        return new String(bytes.array(), position, 3, StandardCharsets.ISO_8859_1);
    }

    private static boolean isMagic(String magic, int version) {
        return magic.equals("n+" + version) || magic.equals("ni" + version);
    }

    /** Returns the smallest position of the voxels in the header's own file. */
    int minVoxOffset() {
        int extensionFlag = 4;
        return (version == 1 ? BYTES_1 : BYTES_2) + extensionFlag;
    }

    /** Whether the voxels are to be scaled: the slope is finite and not 0, and scaling changes the values. */
    boolean isScaled() {
        return Double.isFinite(slope) && slope != 0 && (slope != 1 || intercept != 0);
    }
}
