package org.znn.worker.autotune;

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
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.LayerAlgorithms;
import org.znn.common.volume.Precision;
import org.znn.worker.autotune.SelectionReport.Basis;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.engine.PlannedConvolution;

/** Selects the convolution algorithms of networks in a {@link ConvolutionMode}, within the available memory. */
public final class AlgorithmSelector {

    private final ConvolutionMode mode;
    private final AvailableAlgorithms<?> available;
    private final int threads;

    /**
     * Creates a selector for all networks of a job.
     *
     * @param threads size of the teams that will execute the networks, on which the memory depends
     */
    public AlgorithmSelector(ConvolutionMode mode, Precision precision, int threads) {
        this(mode, AvailableAlgorithms.of(precision), threads);
    }

    AlgorithmSelector(ConvolutionMode mode, AvailableAlgorithms<?> available, int threads) {
        this.mode = mode;
        this.available = available;
        this.threads = threads;
    }

    public ConvolutionMode mode() {
        return mode;
    }

    /** Size of the teams that will execute the networks. */
    public int threads() {
        return threads;
    }

    /** Measurements needed to find the fastest algorithms; empty if there is nothing to choose from. */
    public List<TuningTask> tuningTasks(SelectionProblem problem) {
        Map<ConvolutionCall, TuningTask> tasks = new LinkedHashMap<>();
        for (PlannedConvolution convolution : problem.convolutions()) {
            List<AlgorithmKind> supported = supported(problem, convolution);
            if (supported.size() > 1) {
                tasks.putIfAbsent(convolution.call(), new TuningTask(convolution.call(), supported));
            }
        }
        return List.copyOf(tasks.values());
    }

    /**
     * Selects without measurements: by the rule of the mode, or by the cost model.
     *
     * @param memory limit in bytes for the network, exceeded only if no selection fits
     */
    public SelectionReport select(SelectionProblem problem, long memory) {
        boolean noChoice = problem.convolutions().stream().allMatch(c -> supported(problem, c).size() == 1);
        return select(problem, memory, noChoice ? Basis.RULE : Basis.MODEL,
                (call, kind) -> CostModel.equivalentOperations(kind, call), Set.of());
    }

    /** Equivalent operations of {@link #select} with unlimited memory, without computing the memory needed. */
    public double minOperations(SelectionProblem problem) {
        return problem.convolutions().stream().mapToDouble(c -> supported(problem, c).stream()
                .mapToDouble(kind -> CostModel.equivalentOperations(kind, c.call())).min().orElseThrow()).sum();
    }

    /** Smallest memory of the network in bytes that the mode permits. */
    public long minBytes(SelectionProblem problem) {
        return mode.isAutotuned() ? problem.directBytes() : select(problem, Long.MAX_VALUE).bytes();
    }

    /** Selects like {@link #select(SelectionProblem, long)}, by the times of all {@link #tuningTasks}. */
    public SelectionReport select(SelectionProblem problem, long memory, List<AlgorithmTime> times) {
        Map<ConvolutionCall, Map<AlgorithmKind, Double>> seconds = new HashMap<>();
        times.forEach(t -> seconds.computeIfAbsent(t.call(), c -> new EnumMap<>(AlgorithmKind.class))
                .put(t.algorithm(), t.seconds()));
        return select(problem, memory, Basis.MEASURED,
                (call, kind) -> seconds.getOrDefault(call, Map.of()).getOrDefault(kind, 0.0),
                times.stream().filter(t -> t.repetitions() == 0).collect(Collectors.toSet()));
    }

    /**
     * Reuses the selection of an earlier run.
     *
     * @throws IllegalArgumentException if an algorithm is not supported, or the selection is for another network
     */
    public SelectionReport reuse(SelectionProblem problem, AlgorithmSelection selection) {
        if (!matches(problem, selection)) {
            throw new IllegalArgumentException("'" + selection.text() + "' names edges that the network does not have");
        }
        List<List<Candidate>> candidates = new ArrayList<>();
        for (PlannedConvolution convolution : problem.convolutions()) {
            AlgorithmKind kind = algorithm(selection, convolution);
            if (!available.supported(List.of(kind), convolution.call()).contains(kind)) {
                throw new IllegalArgumentException("the edge '" + convolution.edge() + "' cannot be computed with "
                        + kind.text());
            }
            candidates.add(List.of(candidate(convolution.call(), kind,
                    CostModel.equivalentOperations(kind, convolution.call()))));
        }
        return report(problem, Basis.REUSED, candidates, candidates.stream().map(c -> c.get(0)).toList(), Set.of());
    }

    /** Whether the mode permits every algorithm of a selection, and the selection is for this network. */
    public boolean allows(SelectionProblem problem, AlgorithmSelection selection) {
        return matches(problem, selection) && problem.convolutions().stream()
                .allMatch(c -> supported(problem, c).contains(algorithm(selection, c)));
    }

    /** Whether the network has all edges of a selection. */
    private static boolean matches(SelectionProblem problem, AlgorithmSelection selection) {
        return problem.convolutions().stream().map(PlannedConvolution::edge).collect(Collectors.toSet())
                .containsAll(selection.layers().keySet());
    }

    private SelectionReport select(SelectionProblem problem, long memory, Basis basis,
            ToDoubleBiFunction<ConvolutionCall, AlgorithmKind> cost, Set<AlgorithmTime> estimated) {
        List<List<Candidate>> candidates = problem.convolutions().stream().map(c -> supported(problem, c).stream()
                .map(kind -> candidate(c.call(), kind, cost.applyAsDouble(c.call(), kind))).toList()).toList();
        List<Candidate> selected = new MemoryConstrainedSelection(candidates,
                chosen -> problem.bytesOf().applyAsLong(selection(problem, chosen)) <= memory).select();
        return report(problem, basis, candidates, selected, estimated);
    }

    private SelectionReport report(SelectionProblem problem, Basis basis, List<List<Candidate>> candidates,
            List<Candidate> selected, Set<AlgorithmTime> estimated) {
        List<SelectionReport.Row> rows = new ArrayList<>();
        double operations = 0;
        for (int i = 0; i < selected.size(); i++) {
            PlannedConvolution convolution = problem.convolutions().get(i);
            AlgorithmKind kind = selected.get(i).algorithm();
            Map<AlgorithmKind, Double> costs = new EnumMap<>(AlgorithmKind.class);
            candidates.get(i).forEach(c -> costs.put(c.algorithm(), c.cost()));
            rows.add(new SelectionReport.Row(convolution, kind, costs, estimated(convolution.call(), estimated),
                    reason(edge(problem, convolution), basis, candidates.get(i), selected.get(i))));
            operations += CostModel.equivalentOperations(kind, convolution.call());
        }
        AlgorithmSelection selection = selection(problem, selected);
        return new SelectionReport(selection, basis, problem.bytesOf().applyAsLong(selection), operations, rows);
    }

    private static Set<AlgorithmKind> estimated(ConvolutionCall call, Set<AlgorithmTime> estimated) {
        return estimated.stream().filter(t -> t.call().equals(call)).map(AlgorithmTime::algorithm)
                .collect(Collectors.toSet());
    }

    private static AlgorithmSelection selection(SelectionProblem problem, List<Candidate> selected) {
        Map<String, Map<ConvolutionPass, AlgorithmKind>> byEdge = new TreeMap<>();
        for (int i = 0; i < selected.size(); i++) {
            PlannedConvolution convolution = problem.convolutions().get(i);
            byEdge.computeIfAbsent(convolution.edge(), e -> new EnumMap<>(ConvolutionPass.class))
                    .put(convolution.call().pass(), selected.get(i).algorithm());
        }
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        byEdge.forEach((edge, passes) -> layers.put(edge, layerAlgorithms(passes)));
        return new AlgorithmSelection(layers);
    }

    /** The algorithms of a layer; passes that are not computed get the algorithm of the forward pass. */
    private static LayerAlgorithms layerAlgorithms(Map<ConvolutionPass, AlgorithmKind> passes) {
        AlgorithmKind forward = passes.get(ConvolutionPass.FORWARD);
        return new LayerAlgorithms(forward, passes.getOrDefault(ConvolutionPass.INPUT_GRADIENT, forward),
                passes.getOrDefault(ConvolutionPass.WEIGHT_GRADIENT, forward));
    }

    private String reason(EdgeSpec edge, Basis basis, List<Candidate> candidates, Candidate selected) {
        if (basis == Basis.REUSED) {
            return "from the earlier run";
        }
        if (candidates.size() > 1) {
            AlgorithmKind fastest = MemoryConstrainedSelection.fastest(candidates).algorithm();
            return (basis == Basis.MODEL ? "cost model" : "measured")
                    + (fastest == selected.algorithm() ? "" : ", not enough memory for " + fastest.text());
        }
        List<AlgorithmKind> requested = mode.candidates(edge.size(), edge.requestsFft());
        if (edge.size().equals(Vec3.ONE)) {
            return "kernel 1,1,1";
        }
        if (mode.isAutotuned()) {
            return "only supported algorithm";
        }
        if (!requested.contains(selected.algorithm())) {
            return requested.get(0).text() + " not supported";
        }
        return mode == ConvolutionMode.DIRECT && edge.requestsFft() ? "fft 1 in the network file"
                : "mode " + mode.text();
    }

    private Candidate candidate(ConvolutionCall call, AlgorithmKind kind, double cost) {
        return new Candidate(kind, cost, () -> available.footprint(kind, call, threads)
                .map(f -> f.residentBytes() + f.scratchpad().bytes()).orElse(Long.MAX_VALUE));
    }

    private List<AlgorithmKind> supported(SelectionProblem problem, PlannedConvolution convolution) {
        EdgeSpec edge = edge(problem, convolution);
        return available.supported(mode.candidates(edge.size(), edge.requestsFft()), convolution.call());
    }

    private static EdgeSpec edge(SelectionProblem problem, PlannedConvolution convolution) {
        return problem.edges().get(convolution.edge());
    }

    private static AlgorithmKind algorithm(AlgorithmSelection selection, PlannedConvolution convolution) {
        LayerAlgorithms layer = selection.algorithms(convolution.edge());
        return switch (convolution.call().pass()) {
            case FORWARD -> layer.forward();
            case INPUT_GRADIENT -> layer.inputGradient();
            case WEIGHT_GRADIENT -> layer.weightGradient();
        };
    }
}
