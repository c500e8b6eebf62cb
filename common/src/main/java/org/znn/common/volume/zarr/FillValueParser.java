package org.znn.common.volume.zarr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import com.fasterxml.jackson.databind.JsonNode;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.raster.FillValue;

/**
 * Converts a fill value of the metadata to a stored element: a number, also as text, a truth value, {@code NaN},
 * {@code Infinity}, {@code -Infinity}, the bits of an element as {@code 0x7fc00000}, or its bytes in base64.
 *
 * @param type  element type
 * @param order byte order of stored elements
 */
record FillValueParser(ElementType type, ByteOrder order) {

    private static final int MAX_TEXT = 400;
    private static final int MAX_HALF = 0x7C00;
    private static final int HALF_SIGN = 0x8000;
    private static final double MAX_WHOLE = 0x1p65;

    /**
     * Converts a value.
     *
     * @param value value of the metadata; empty stands for 0
     * @throws org.znn.common.volume.VolumeException if it is not a value of the element type
     */
    FillValue parse(Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return new FillValue(new byte[type.bytes()], order);
        }
        return new FillValue(element(value.get().node()).orElseThrow(() -> value.get().invalid("a value of the type "
                + type.name().toLowerCase(Locale.ROOT))), order);
    }

    private Optional<byte[]> element(JsonNode node) {
        if (node.isBoolean()) {
            return type.isInteger() ? whole(BigInteger.valueOf(node.booleanValue() ? 1 : 0)) : Optional.empty();
        }
        if (node.isNumber()) {
            return number(node);
        }
        String text = node.isTextual() && node.textValue().length() <= MAX_TEXT ? node.textValue().strip() : "";
        if (text.matches("0x[0-9a-fA-F]+")) {
            BigInteger bits = new BigInteger(text.substring(2), 16);
            return bits.bitLength() <= type.bytes() * Byte.SIZE ? Optional.of(bits(bits.longValue()))
                    : Optional.empty();
        }
        if (text.matches("NaN|[+-]?Infinity")) {
            return type.isInteger() ? Optional.empty() : Optional.of(real(Double.parseDouble(text)));
        }
        if (text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]{1,3})?")) {
            try {
                BigDecimal decimal = new BigDecimal(text);
                return type.isInteger() ? whole(decimal) : Optional.of(real(decimal.doubleValue()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return base64(text);
    }

    private Optional<byte[]> number(JsonNode node) {
        if (!type.isInteger()) {
            return Optional.of(real(node.doubleValue()));
        }
        return Double.isFinite(node.doubleValue()) ? whole(node.decimalValue()) : Optional.empty();
    }

    private Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == type.bytes() ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> whole(BigDecimal value) {
        if (Math.abs(value.doubleValue()) > MAX_WHOLE) {
            return Optional.empty();
        }
        BigInteger whole = value.toBigInteger();
        return value.compareTo(new BigDecimal(whole)) == 0 ? whole(whole) : Optional.empty();
    }

    private Optional<byte[]> whole(BigInteger value) {
        int bits = type.bytes() * Byte.SIZE;
        boolean fits = type.isSigned() ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
        return fits ? Optional.of(bits(value.longValue())) : Optional.empty();
    }

    private byte[] real(double value) {
        return bits(switch (type) {
            case FLOAT64 -> Double.doubleToRawLongBits(value);
            case FLOAT32 -> Float.floatToRawIntBits((float) value);
            default -> half(value);
        });
    }

    private byte[] bits(long bits) {
        ByteBuffer element = ByteBuffer.allocate(type.bytes()).order(order);
        switch (type.bytes()) {
            case 1 -> element.put((byte) bits);
            case 2 -> element.putShort((short) bits);
            case 4 -> element.putInt((int) bits);
            default -> element.putLong(bits);
        }
        return element.array();
    }

    /** Rounds to the nearest float16, of two equally near ones to the even one, and to infinity from 65520 on. */
    private static int half(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? HALF_SIGN : 0;
        if (Double.isNaN(value)) {
            return MAX_HALF | 1 << 9;
        }
        double magnitude = Math.abs(value);
        int low = 0;
        int high = MAX_HALF;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (halfValue(middle) <= magnitude) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double below = magnitude - halfValue(low);
        // Infinity stands for 2^16, the next value if the exponent had another bit.
        double above = (high == MAX_HALF ? 0x1p16 : halfValue(high)) - magnitude;
        return sign | (below < above || below == above && (low & 1) == 0 ? low : high);
    }

    private static double halfValue(int bits) {
        return ElementType.FLOAT16.getDouble(ByteBuffer.allocate(2).putShort(0, (short) bits), 0);
    }
}
