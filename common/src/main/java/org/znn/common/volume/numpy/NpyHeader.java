package org.znn.common.volume.numpy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.ByteSource;

/**
 * The header of a .npy file (NumPy Enhancement Proposal 1): a Python dictionary with the type, order and shape.
 *
 * @param type         element type
 * @param order        byte order of the elements
 * @param fortranOrder whether the first axis is the fastest
 * @param shape        lengths of the axes
 * @param bytes        position of the first element in the file
 */
record NpyHeader(ElementType type, ByteOrder order, boolean fortranOrder, long[] shape, long bytes) {

    private static final int PREFIX = 8;
    /** Longest header that is read; NumPy's own limit is 10,000 characters. */
    private static final int MAX_BYTES = 65_536;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");
    private static final Pattern NUMBER_TYPE = Pattern.compile("([<>|=])([iufb])([1248])");

    static NpyHeader read(ByteSource file) throws IOException {
        int version = file.read(0, PREFIX, ByteOrder.LITTLE_ENDIAN).get(6) & 0xFF;
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        var lengthField = file.read(PREFIX, lengthBytes, ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? lengthField.getShort(0) & 0xFFFF : lengthField.getInt(0) & 0xFFFF_FFFFL;
        if (version < 1 || version > 3 || length > MAX_BYTES) {
            throw new VolumeException("the header of version " + version + " declares a length of " + length
                    + " bytes: the file is damaged");
        }
        byte[] text = file.read(PREFIX + lengthBytes, (int) length, ByteOrder.LITTLE_ENDIAN).array();
        String header = new String(text, StandardCharsets.ISO_8859_1);
        Matcher descr = find(DESCR, header, "descr", "a structured array");
        Matcher type = NUMBER_TYPE.matcher(descr.group(1));
        if (!type.matches()) {
            throw new VolumeException("the elements are of the type '" + descr.group(1)
                    + "'; store numbers, in Python: np.save(FILE, a.astype('float32'))");
        }
        return new NpyHeader(elementType(type.group(2), Integer.parseInt(type.group(3))),
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                find(FORTRAN, header, "fortran_order", "damaged").group(1).equals("True"),
                shape(find(SHAPE, header, "shape", "damaged").group(1)), PREFIX + lengthBytes + length);
    }

    private static Matcher find(Pattern pattern, String header, String key, String otherwise) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new VolumeException("the header has no valid '" + key + "': the file is " + otherwise);
        }
        return matcher;
    }

    private static ElementType elementType(String kind, int bytes) {
        return switch (kind) {
            case "f" -> bytes == 1 ? badType(kind) : ElementType.floating(bytes);
            case "b" -> bytes == 1 ? ElementType.UINT8 : badType(kind);
            default -> ElementType.integer(bytes, kind.equals("i"));
        };
    }

    private static ElementType badType(String kind) {
        throw new VolumeException("the header declares an impossible size of the type '" + kind
                + "': the file is damaged");
    }

    private static long[] shape(String text) {
        try {
            return Arrays.stream(text.split(",")).map(n -> n.strip().replace("L", "")).filter(n -> !n.isEmpty())
                    .mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new VolumeException("the header declares the shape (" + text + "): the file is damaged", e);
        }
    }
}
