package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.LayerMethods;
import org.znn.common.volume.Precision;
import org.znn.worker.choice.Decision.Basis;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.engine.PlannedConvolution;

/** Decides how networks compute their convolutions in a mode, within the memory there is. */
public final class ConvolutionChooser {

    private final ConvolutionMode mode;
    private final Methods<?> methods;
    private final int threads;

    /**
     * For all networks of a job.
     *
     * @param threads of the teams that will compute, for the memory they need
     */
    public ConvolutionChooser(ConvolutionMode mode, Precision precision, int threads) {
        this(mode, Methods.of(precision), threads);
    }

    ConvolutionChooser(ConvolutionMode mode, Methods<?> methods, int threads) {
        this.mode = mode;
        this.methods = methods;
        this.threads = threads;
    }

    public ConvolutionMode mode() {
        return mode;
    }

    /** Of the teams that will compute. */
    public int threads() {
        return threads;
    }

    /** What is to be measured before it is known what is fastest; empty where there is nothing to choose from. */
    public List<Question> questions(Outline outline) {
        Map<ConvolutionCall, Question> questions = new LinkedHashMap<>();
        for (PlannedConvolution convolution : outline.convolutions()) {
            List<ConvolutionMethod> able = able(outline, convolution);
            if (able.size() > 1) {
                questions.putIfAbsent(convolution.call(), new Question(convolution.call(), able));
            }
        }
        return List.copyOf(questions.values());
    }

    /**
     * The choice before anything is measured: the mode's own, or what is thought to be fastest.
     *
     * @param memory bytes for the network; a choice that does not fit is made only where there is no other
     */
    public Decision decide(Outline outline, long memory) {
        boolean known = outline.convolutions().stream().allMatch(c -> able(outline, c).size() == 1);
        return decide(outline, memory, known ? Basis.RULE : Basis.MODEL,
                (call, method) -> MethodModel.operations(method, call), Set.of());
    }

    /** The operations of {@link #decide} with all memory, without working out what that would take. */
    public double leastOperations(Outline outline) {
        return outline.convolutions().stream().mapToDouble(c -> able(outline, c).stream()
                .mapToDouble(m -> MethodModel.operations(m, c.call())).min().orElseThrow()).sum();
    }

    /** Bytes of the network where it holds as little as the mode allows. */
    public long leastBytes(Outline outline) {
        return mode.measures() ? outline.directBytes() : decide(outline, Long.MAX_VALUE).bytes();
    }

    /** The choice by measured times of all questions, as above. */
    public Decision decide(Outline outline, long memory, List<MethodTime> times) {
        Map<ConvolutionCall, Map<ConvolutionMethod, Double>> seconds = new HashMap<>();
        times.forEach(t -> seconds.computeIfAbsent(t.call(), c -> new EnumMap<>(ConvolutionMethod.class))
                .put(t.method(), t.seconds()));
        return decide(outline, memory, Basis.MEASURED,
                (call, method) -> seconds.getOrDefault(call, Map.of()).getOrDefault(method, 0.0),
                times.stream().filter(t -> t.runs() == 0).collect(Collectors.toSet()));
    }

    /**
     * The choice that an earlier run made.
     *
     * @throws IllegalArgumentException where a method cannot be used, or it is of another network
     */
    public Decision keep(Outline outline, ConvolutionChoice choice) {
        if (!isOf(outline, choice)) {
            throw new IllegalArgumentException("'" + choice.text() + "' tells of edges that are not there");
        }
        List<List<Option>> options = new ArrayList<>();
        for (PlannedConvolution convolution : outline.convolutions()) {
            ConvolutionMethod method = method(choice, convolution);
            if (!methods.able(List.of(method), convolution.call()).contains(method)) {
                throw new IllegalArgumentException("the edge '" + convolution.edge() + "' cannot be computed by "
                        + method.text());
            }
            options.add(List.of(option(convolution.call(), method, MethodModel.operations(method,
                    convolution.call()))));
        }
        return decision(outline, Basis.KEPT, options, options.stream().map(o -> o.get(0)).toList(), Set.of());
    }

    /** Whether this mode could have made the choice: it uses no method that the mode does not try. */
    public boolean allows(Outline outline, ConvolutionChoice choice) {
        return isOf(outline, choice)
                && outline.convolutions().stream().allMatch(c -> able(outline, c).contains(method(choice, c)));
    }

    /** Whether the network has all edges that the choice tells of. */
    private static boolean isOf(Outline outline, ConvolutionChoice choice) {
        return outline.convolutions().stream().map(PlannedConvolution::edge).collect(Collectors.toSet())
                .containsAll(choice.layers().keySet());
    }

    private Decision decide(Outline outline, long memory, Basis basis,
            ToDoubleBiFunction<ConvolutionCall, ConvolutionMethod> cost, Set<MethodTime> estimated) {
        List<List<Option>> options = outline.convolutions().stream().map(c -> able(outline, c).stream()
                .map(m -> option(c.call(), m, cost.applyAsDouble(c.call(), m))).toList()).toList();
        return decision(outline, basis, options, new Fitting(options, chosen -> outline.bytes()
                .applyAsLong(choice(outline, chosen)) <= memory).choose(), estimated);
    }

    private Decision decision(Outline outline, Basis basis, List<List<Option>> options, List<Option> chosen,
            Set<MethodTime> estimated) {
        List<Decision.Row> rows = new ArrayList<>();
        double operations = 0;
        for (int i = 0; i < chosen.size(); i++) {
            PlannedConvolution convolution = outline.convolutions().get(i);
            ConvolutionMethod method = chosen.get(i).method();
            Map<ConvolutionMethod, Double> costs = new EnumMap<>(ConvolutionMethod.class);
            options.get(i).forEach(o -> costs.put(o.method(), o.cost()));
            rows.add(new Decision.Row(convolution, method, costs, estimated(convolution.call(), estimated),
                    why(edge(outline, convolution), basis, options.get(i), chosen.get(i))));
            operations += MethodModel.operations(method, convolution.call());
        }
        ConvolutionChoice choice = choice(outline, chosen);
        return new Decision(choice, basis, outline.bytes().applyAsLong(choice), operations, rows);
    }

    private static Set<ConvolutionMethod> estimated(ConvolutionCall call, Set<MethodTime> estimated) {
        return estimated.stream().filter(t -> t.call().equals(call)).map(MethodTime::method)
                .collect(Collectors.toSet());
    }

    private static ConvolutionChoice choice(Outline outline, List<Option> chosen) {
        Map<String, Map<ConvolutionPass, ConvolutionMethod>> byEdge = new TreeMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            PlannedConvolution convolution = outline.convolutions().get(i);
            byEdge.computeIfAbsent(convolution.edge(), e -> new EnumMap<>(ConvolutionPass.class))
                    .put(convolution.call().pass(), chosen.get(i).method());
        }
        Map<String, LayerMethods> layers = new TreeMap<>();
        byEdge.forEach((edge, passes) -> layers.put(edge, layer(passes)));
        return new ConvolutionChoice(layers);
    }

    /** What is not computed is said to be computed as the convolution is. */
    private static LayerMethods layer(Map<ConvolutionPass, ConvolutionMethod> passes) {
        ConvolutionMethod forward = passes.get(ConvolutionPass.FORWARD);
        return new LayerMethods(forward, passes.getOrDefault(ConvolutionPass.INPUT_GRADIENT, forward),
                passes.getOrDefault(ConvolutionPass.WEIGHT_GRADIENT, forward));
    }

    private String why(EdgeSpec edge, Basis basis, List<Option> options, Option chosen) {
        if (basis == Basis.KEPT) {
            return "of the earlier run";
        }
        if (options.size() > 1) {
            ConvolutionMethod fastest = Fitting.fastest(options).method();
            return (basis == Basis.MODEL ? "by the model" : "measured")
                    + (fastest == chosen.method() ? "" : ", " + fastest.text() + " given up for memory");
        }
        List<ConvolutionMethod> wanted = mode.methods(edge.size(), edge.fft());
        if (edge.size().equals(Vec3.ONE)) {
            return "kernel 1,1,1";
        }
        if (mode.measures()) {
            return "no other method can";
        }
        return !wanted.contains(chosen.method()) ? "no " + wanted.get(0).text() + " of it"
                : mode == ConvolutionMode.DIRECT && edge.fft() ? "fft 1 of the edge" : "mode " + mode.text();
    }

    private Option option(ConvolutionCall call, ConvolutionMethod method, double cost) {
        return new Option(method, cost, () -> methods.footprint(method, call, threads)
                .map(f -> f.held() + f.scratch().bytes()).orElse(Long.MAX_VALUE));
    }

    private List<ConvolutionMethod> able(Outline outline, PlannedConvolution convolution) {
        EdgeSpec edge = edge(outline, convolution);
        return methods.able(mode.methods(edge.size(), edge.fft()), convolution.call());
    }

    private static EdgeSpec edge(Outline outline, PlannedConvolution convolution) {
        return outline.edges().get(convolution.edge());
    }

    private static ConvolutionMethod method(ConvolutionChoice choice, PlannedConvolution convolution) {
        LayerMethods layer = choice.of(convolution.edge());
        return switch (convolution.call().pass()) {
            case FORWARD -> layer.forward();
            case INPUT_GRADIENT -> layer.inputGradient();
            case WEIGHT_GRADIENT -> layer.weightGradient();
        };
    }
}
