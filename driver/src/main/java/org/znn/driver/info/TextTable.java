package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;

/** Formats a table of text, each column as wide as its widest entry. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {
    }

    /** Returns one line per row; all rows must have the same number of columns. */
    static List<String> lines(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                int column = c;
                int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
                line.append(row.get(c)).append(" ".repeat(width - row.get(c).length())).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
