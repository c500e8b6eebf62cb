package org.znn.common.volume.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of names in which numbers in them count by their value: {@code z2.png} before {@code z10.png}. */
final class NaturalOrder implements Comparator<String> {

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String a, String b) {
        List<String> left = parts(a);
        List<String> right = parts(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareParts(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        int byLength = Integer.compare(left.size(), right.size());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    /** Splits a name into numbers and the text between them. */
    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(name);
        while (part.find()) {
            parts.add(part.group());
        }
        return parts;
    }

    static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    /** Compares numbers of any length by their value, other parts by their characters. */
    private static int compareParts(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            String left = withoutZeros(a);
            String right = withoutZeros(b);
            int byLength = Integer.compare(left.length(), right.length());
            return byLength != 0 ? byLength : left.compareTo(right);
        }
        return a.compareTo(b);
    }

    private static String withoutZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }
}
