package org.znn.driver.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.choice.Decision;
import org.znn.worker.choice.Decision.Basis;
import org.znn.worker.convolution.ConvolutionPass;

/** A decision as people read it: a line a convolution. */
public final class ChoiceLines {

    private static final double MILLI = 1e3;

    private ChoiceLines() {
    }

    /** Edge, what is computed, the method, and why it. */
    public static List<String> of(Decision decision) {
        boolean training = decision.rows().stream().anyMatch(r -> r.convolution().call().pass()
                != ConvolutionPass.FORWARD);
        int names = decision.rows().stream().mapToInt(r -> r.convolution().edge().length()).max().orElse(0);
        int shapes = decision.rows().stream().mapToInt(r -> r.convolution().call().shape().description().length())
                .max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Decision.Row row : decision.rows()) {
            String pass = training ? String.format("  %-15s", row.convolution().call().pass().name()
                    .toLowerCase(Locale.ROOT).replace('_', ' ')) : "";
            lines.add(String.format(Locale.ROOT, "%-" + names + "s%s  %-" + shapes + "s  %-15s  %s",
                    row.convolution().edge(), pass, row.convolution().call().shape().description(),
                    row.method().text(), why(decision.basis(), row)));
        }
        return lines;
    }

    private static String why(Basis basis, Decision.Row row) {
        if (row.costs().size() < 2) {
            return row.why();
        }
        double direct = row.costs().getOrDefault(ConvolutionMethod.DIRECT, 1.0);
        return row.why() + ": " + row.costs().entrySet().stream().map(cost -> basis == Basis.MEASURED
                ? cost.getKey().text() + (row.estimated().contains(cost.getKey()) ? " about" : "")
                        + String.format(Locale.ROOT, " %.2f ms", cost.getValue() * MILLI)
                : cost.getKey().text() + String.format(Locale.ROOT, " %.2f", cost.getValue() / direct))
                .collect(Collectors.joining(", "));
    }
}
