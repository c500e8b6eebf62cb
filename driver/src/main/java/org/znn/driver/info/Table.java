package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest entry. */
final class Table {

    private static final String GAP = "  ";

    private Table() {
    }

    /** One line a row; all rows have the same number of columns. */
    static List<String> of(List<List<String>> rows) {
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
