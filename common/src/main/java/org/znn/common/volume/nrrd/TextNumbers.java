package org.znn.common.volume.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.storage.BufferedBlockStream;

/** Converts numbers written as text, separated by spaces, commas or line ends, to big-endian elements. */
final class TextNumbers extends BufferedBlockStream {

    private static final int BUFFER_SIZE = 1 << 12;
    private static final int MAX_DIGITS = 64;

    private final InputStream text;
    private final ElementType type;

    /**
     * Creates a stream of elements.
     *
     * @param text numbers in ASCII, in a buffered stream; closed with this one
     */
    TextNumbers(InputStream text, ElementType type) {
        super(BUFFER_SIZE);
        this.text = text;
        this.type = type;
    }

    @Override
    protected int nextBlock(byte[] block) throws IOException {
        ByteBuffer elements = ByteBuffer.wrap(block);
        for (String number = word(); !number.isEmpty(); number = word()) {
            put(number, elements);
            if (elements.remaining() < type.bytes()) {
                break;
            }
        }
        return elements.position();
    }

    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        int c = text.read();
        while (c >= 0 && isSeparator(c)) {
            c = text.read();
        }
        while (c >= 0 && !isSeparator(c)) {
            word.append((char) c);
            if (word.length() > MAX_DIGITS) {
                throw new IOException("'" + word + "…' is not a number: the file is damaged");
            }
            c = text.read();
        }
        return word.toString();
    }

    private static boolean isSeparator(int c) {
        return c <= ' ' || c == ',';
    }

    private void put(String number, ByteBuffer elements) throws IOException {
        try {
            switch (type) {
                case FLOAT16 -> throw new NumberFormatException(number);
                case FLOAT32 -> elements.putFloat(Float.parseFloat(withJavaNames(number)));
                case FLOAT64 -> elements.putDouble(Double.parseDouble(withJavaNames(number)));
                case UINT64 -> elements.putLong(Long.parseUnsignedLong(number));
                default -> putInteger(Long.parseLong(number), number, elements);
            }
        } catch (NumberFormatException e) {
            throw new IOException("'" + number + "' is not a number of the type "
                    + type.name().toLowerCase(Locale.ROOT) + ": the file is damaged", e);
        }
    }

    private void putInteger(long value, String number, ByteBuffer elements) {
        int unused = Long.SIZE - type.bytes() * Byte.SIZE;
        if ((type.isSigned() ? value << unused >> unused : value << unused >>> unused) != value) {
            throw new NumberFormatException(number);
        }
        for (int i = type.bytes() - 1; i >= 0; i--) {
            elements.put((byte) (value >> i * Byte.SIZE));
        }
    }

    private static String withJavaNames(String number) {
        return number.equalsIgnoreCase("nan") ? "NaN" : number.replaceFirst("(?i)inf(inity)?$", "Infinity");
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
