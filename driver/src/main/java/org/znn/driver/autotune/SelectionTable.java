package org.znn.driver.autotune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.autotune.SelectionReport;
import org.znn.worker.autotune.SelectionReport.Basis;
import org.znn.worker.convolution.ConvolutionPass;

/** Formats a selection as text, one line per convolution. */
public final class SelectionTable {

    private static final double MILLI = 1e3;

    private SelectionTable() {
    }

    /** Returns one line per convolution with edge, pass (in training only), shape, algorithm and reason. */
    public static List<String> lines(SelectionReport report) {
        boolean training = report.rows().stream().anyMatch(r -> r.convolution().call().pass()
                != ConvolutionPass.FORWARD);
        int names = report.rows().stream().mapToInt(r -> r.convolution().edge().length()).max().orElse(0);
        int shapes = report.rows().stream().mapToInt(r -> r.convolution().call().shape().description().length())
                .max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (SelectionReport.Row row : report.rows()) {
            String pass = training ? String.format("  %-15s", row.convolution().call().pass().name()
                    .toLowerCase(Locale.ROOT).replace('_', ' ')) : "";
            lines.add(String.format(Locale.ROOT, "%-" + names + "s%s  %-" + shapes + "s  %-15s  %s",
                    row.convolution().edge(), pass, row.convolution().call().shape().description(),
                    row.algorithm().text(), reason(report.basis(), row)));
        }
        return lines;
    }

    private static String reason(Basis basis, SelectionReport.Row row) {
        if (row.costs().size() < 2) {
            return row.reason();
        }
        double direct = row.costs().getOrDefault(AlgorithmKind.DIRECT, 1.0);
        return row.reason() + ": " + row.costs().entrySet().stream().map(cost -> basis == Basis.MEASURED
                ? cost.getKey().text() + (row.estimated().contains(cost.getKey()) ? " about" : "")
                        + String.format(Locale.ROOT, " %.2f ms", cost.getValue() * MILLI)
                : cost.getKey().text() + String.format(Locale.ROOT, " %.2f", cost.getValue() / direct))
                .collect(Collectors.joining(", "));
    }
}
