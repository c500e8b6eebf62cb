package org.znn.driver.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.config.CostFunction;
import org.znn.common.config.JobConfig;
import org.znn.common.config.OutputType;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;

/** Functions of outputs that suit a cost, and those that do not (ZNN-SEMANTICS 1.6 and 4). */
class CostCheckTest {

    private final Diagnostics diagnostics = new Diagnostics();

    @ParameterizedTest
    @CsvSource({"SOFTMAX,linear", "SOFTMAX,rectify_linear", "BINOMIAL,forward_logistics", "SQUARE,linear",
        "SQUARE,logistics", "SQUARE,tanh", "SQUARE_SQUARE,rectify_linear", "SQUARE,forward_logistics"})
    void saysNothingAboutWhatSuits(CostFunction cost, String function) {
        check(cost, OutputType.BOUNDARY, "type transfer\nfunction " + function, false);
        assertEquals(List.of(), diagnostics.warnings());
    }

    @ParameterizedTest
    @CsvSource({"BINOMIAL,linear,'leave the range from 0 to 1'", "BINOMIAL,rectify_linear,'leave the range'",
        "BINOMIAL,tanh,'leave the range'", "BINOMIAL,soft_sign,'leave the range'",
        "BINOMIAL,logistics,'is meant for forward_logistics'", "SOFTMAX,logistics,'exceed 0.73'",
        "SOFTMAX,forward_logistics,'exceed 0.73'", "SOFTMAX,tanh,'exceed 0.88'", "SOFTMAX,soft_sign,'exceed 0.88'"})
    void warnsAboutWhatDoesNot(CostFunction cost, String function, String reason) {
        check(cost, OutputType.BOUNDARY, "type transfer\nfunction " + function, false);
        Diagnostic warning = diagnostics.warnings().get(0);
        assertEquals("net.znn:11", warning.location());
        assertTrue(warning.message().startsWith("node 'out' (function " + function + ") does not suit cost_fn = "
                + (cost == CostFunction.BINOMIAL ? "binomial_cross_entropy: " : "softmax_loss: ")), warning::message);
        assertTrue(warning.message().contains(reason), warning::message);
        assertTrue(warning.remedy().matches("write 'function \\w+' in its block, or set cost_fn = \\w+"),
                warning::remedy);
    }

    @Test
    void aSumIsLinear() {
        check(CostFunction.BINOMIAL, OutputType.BOUNDARY, "type sum", false);
        assertTrue(diagnostics.warnings().toString().contains("node 'out' (without a function)"),
                diagnostics.warnings()::toString);
    }

    @Test
    void affinitiesDoNotExcludeEachOther() {
        check(CostFunction.SOFTMAX, OutputType.AFFINITY, "type transfer\nfunction linear", false);
        assertEquals("set cost_fn = binomial_cross_entropy, with 'function forward_logistics'",
                diagnostics.warnings().get(0).remedy());
    }

    @Test
    void malisNeedsProbabilities() {
        check(CostFunction.SQUARE, OutputType.AFFINITY, "type transfer\nfunction logistics", true);
        check(CostFunction.SOFTMAX, OutputType.BOUNDARY, "type transfer\nfunction linear", true);
        assertEquals(List.of(), diagnostics.warnings());
        check(CostFunction.SQUARE, OutputType.AFFINITY, "type transfer\nfunction linear", true);
        assertTrue(diagnostics.warnings().toString().contains("does not suit is_malis = yes"),
                diagnostics.warnings()::toString);
    }

    @Test
    void looksThroughNodesThatPassValuesOn() {
        NetworkSpec network = parse("type transfer\nfunction forward_logistics\n" + """
                edges last
                type crop
                offset 0,1,1
                input out
                output cropped
                nodes cropped
                type sum
                size 2
                """);
        check(network, CostFunction.BINOMIAL, OutputType.BOUNDARY, false);
        assertEquals(List.of(), diagnostics.warnings());
        check(network, CostFunction.SOFTMAX, OutputType.BOUNDARY, false);
        assertTrue(diagnostics.warnings().toString().contains("node 'out' (function forward_logistics)"),
                diagnostics.warnings()::toString);
    }

    @Test
    void onlyTheSoftmaxMattersForForward() {
        NetworkSpec network = parse("type transfer\nfunction logistics");
        new CostCheck(network, job(CostFunction.BINOMIAL, OutputType.BOUNDARY), diagnostics).checkForward();
        assertEquals(List.of(), diagnostics.warnings());
        new CostCheck(network, job(CostFunction.SOFTMAX, OutputType.BOUNDARY), diagnostics).checkForward();
        assertEquals(1, diagnostics.warnings().size());
    }

    private void check(CostFunction cost, OutputType type, String output, boolean malis) {
        check(parse(output), cost, type, malis);
    }

    private void check(NetworkSpec network, CostFunction cost, OutputType type, boolean malis) {
        List<String> outputs = network.outputs().stream().map(node -> node.name()).toList();
        new CostCheck(network, job(cost, type), diagnostics).checkTraining(outputs, malis);
    }

    private static JobConfig job(CostFunction cost, OutputType type) {
        return new JobConfig("job.cfg", "net.znn", 1, Precision.FLOAT32, type, cost, false, false, 1);
    }

    private static NetworkSpec parse(String output) {
        Diagnostics errors = new Diagnostics();
        NetworkSpec network = NetworkParser.parse("net.znn", """
                nodes in
                type input
                size 1
                edges c
                type conv
                size 1,3,3
                init msra
                input in
                output out

                nodes out
                size 2
                """.concat(output).lines().toList(), errors).orElse(null);
        errors.throwIfErrors();
        return network;
    }
}
