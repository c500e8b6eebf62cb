package org.znn.common.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random damage to the contents of a file. */
final class Mutation {

    /** Size of the part of a file that most structures lie in, in bytes. */
    private static final int HEADER = 1500;
    private static final long[] EXTREMES = {0, 1, 2, -1, -2, Byte.MAX_VALUE, Short.MAX_VALUE, 1 << 16,
            Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final List<String> WORDS = List.of("0", "-1", "1", "2147483647", "4294967296",
            "99999999999999999999", "1e400", "nan", "-0", "[", "]", "{", "}", "\"", ",", ":", "%(x)s", "%", "\u0000",
            "\u00e4", "null", "true", "[]", "{}", "../..", "/", "a".repeat(3000), "\n", " ", "\t");

    private Mutation() {
    }

    /** Returns a damaged copy of a binary file. */
    static byte[] ofBytes(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int damages = 1 + random.nextInt(4);
        for (int i = 0; i < damages && bytes.length > 0; i++) {
            bytes = damage(bytes, random);
        }
        return bytes;
    }

    /** Returns a damaged copy of a text file. */
    static byte[] ofText(byte[] whole, Random random) {
        StringBuilder text = new StringBuilder(new String(whole, StandardCharsets.UTF_8));
        int damages = 1 + random.nextInt(3);
        for (int i = 0; i < damages && text.length() > 0; i++) {
            int from = random.nextInt(text.length());
            int to = wordEnd(text, from);
            switch (random.nextInt(6)) {
                case 0 -> text.replace(from, to, WORDS.get(random.nextInt(WORDS.size())));
                case 1 -> text.delete(from, to);
                case 2 -> text.insert(from, text.substring(from, to));
                case 3 -> text.setCharAt(from, (char) (' ' + random.nextInt(95)));
                case 4 -> swapLines(text, random);
                default -> text.replace(from, to, otherWord(text, random));
            }
        }
        return random.nextInt(20) == 0 ? ofBytes(whole, random) : text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] damage(byte[] bytes, Random random) {
        // Half of the damage hits the beginning of the file, where most structures are.
        int position = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, HEADER) : bytes.length);
        switch (random.nextInt(8)) {
            case 0, 1 -> bytes[position] = (byte) random.nextInt();
            case 2 -> bytes[position] = (byte) (bytes[position] ^ 1 << random.nextInt(8));
            case 3, 4 -> putExtreme(bytes, position, random);
            case 5 -> {
                int from = random.nextInt(bytes.length);
                int count = Math.min(1 + random.nextInt(64), bytes.length - Math.max(from, position));
                System.arraycopy(bytes, from, bytes, position, count);
            }
            case 6 -> {
                int count = Math.min(1 + random.nextInt(16), bytes.length - position);
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
                System.arraycopy(bytes, position + count, shorter, position, shorter.length - position);
                return shorter;
            }
            default -> {
                return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? bytes.length + random.nextInt(100)
                        : random.nextInt(bytes.length + 1));
            }
        }
        return bytes;
    }

    private static void putExtreme(byte[] bytes, int position, Random random) {
        int width = 2 << random.nextInt(3);
        int aligned = position / width * width;
        if (aligned + width > bytes.length) {
            return;
        }
        long value = random.nextInt(4) == 0 ? bytes.length + random.nextInt(5) - 2
                : EXTREMES[random.nextInt(EXTREMES.length)];
        ByteBuffer target = ByteBuffer.wrap(bytes)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (width) {
            case 2 -> target.putShort(aligned, (short) value);
            case 4 -> target.putInt(aligned, (int) value);
            default -> target.putLong(aligned, value);
        }
    }

    private static int wordEnd(CharSequence text, int from) {
        int to = from + 1;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to - 1))
                && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static String otherWord(CharSequence text, Random random) {
        int from = random.nextInt(text.length());
        return text.subSequence(from, wordEnd(text, from)).toString();
    }

    private static void swapLines(StringBuilder text, Random random) {
        String[] lines = text.toString().split("\n", -1);
        int a = random.nextInt(lines.length);
        int b = random.nextInt(lines.length);
        String line = lines[a];
        lines[a] = lines[b];
        lines[b] = line;
        text.setLength(0);
        text.append(String.join("\n", lines));
    }
}
