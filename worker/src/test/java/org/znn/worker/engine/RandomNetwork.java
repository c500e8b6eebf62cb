package org.znn.worker.engine;

import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;

/** Small random graphs: a trunk of random blocks, from inputs to outputs, with every type of node and edge. */
final class RandomNetwork {

    private final Random random;
    private final NetworkBuilder builder = new NetworkBuilder();
    private String trunk;
    private int maps;
    private Vec3 dilation = Vec3.ONE;
    private int nameCount;

    private RandomNetwork(long seed) {
        random = new Random(seed);
    }

    static NetworkSpec of(long seed) {
        RandomNetwork network = new RandomNetwork(seed);
        network.addInputs();
        int blocks = 1 + network.random.nextInt(4);
        for (int i = 0; i < blocks; i++) {
            network.addBlock();
        }
        network.addOutputs();
        return network.builder.spec();
    }

    private void addInputs() {
        Vec3 kernel = kernel();
        maps = maps();
        int inputs = 1 + random.nextInt(2);
        String first = addNode(maps);
        for (int i = 0; i < inputs; i++) {
            builder.input("volume" + i, 1 + random.nextInt(2));
            builder.conv(name("conv"), "volume" + i, first, kernel);
        }
        trunk = first;
    }

    private void addOutputs() {
        Vec3 kernel = kernel();
        int outputs = 1 + random.nextInt(2);
        for (int i = 0; i < outputs; i++) {
            String output = addNode(maps());
            builder.conv(name("conv"), trunk, output, kernel);
            if (random.nextInt(4) == 0) {
                String twin = "also" + i;
                builder.sum(twin, builder.spec().node(output).featureMaps());
                builder.plain(name("dummy"), EdgeType.DUMMY, output, twin);
            }
        }
    }

    private void addBlock() {
        switch (random.nextInt(10)) {
            case 0 -> addConvolution(new Vec3(1, 1 + random.nextInt(2), 1 + random.nextInt(2)));
            case 1 -> addFanIn();
            case 2 -> addPooling();
            case 3 -> addBranches();
            case 4 -> addMaxout();
            case 5 -> addResidual();
            case 6 -> addIdentity();
            case 7 -> addParallelFilters();
            case 8 -> addSiblings();
            default -> addConvolution(Vec3.ONE);
        }
    }

    private void addConvolution(Vec3 stride) {
        int from = maps;
        String start = trunk;
        maps = from + random.nextInt(3);
        trunk = addNode(maps);
        builder.conv(name("conv"), start, trunk, kernel(), stride);
        dilation = dilation.times(stride);
    }

    private void addFanIn() {
        Vec3 kernel = kernel();
        String start = trunk;
        maps = maps();
        trunk = addNode(maps);
        builder.conv(name("conv"), start, trunk, kernel);
        builder.conv(name("conv"), start, trunk, kernel);
    }

    private void addPooling() {
        Vec3 window = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3));
        String start = trunk;
        trunk = addNode(maps);
        if (dilation.equals(Vec3.ONE) && random.nextBoolean()) {
            builder.maxPool(name("pool"), start, trunk, window);
        } else {
            builder.maxFilter(name("filter"), start, trunk, window, window);
            dilation = dilation.times(window);
        }
    }

    private void addBranches() {
        Vec3 first = kernel();
        Vec3 second = kernel();
        String start = trunk;
        int innerMaps = maps();
        maps = maps();
        trunk = addNode(maps);
        for (int i = 0; i < 2; i++) {
            String between = addNode(innerMaps);
            builder.conv(name("conv"), start, between, first);
            builder.conv(name("conv"), between, trunk, second);
        }
    }

    private void addMaxout() {
        Vec3 kernel = kernel();
        String start = trunk;
        maps = maps();
        trunk = name("maxout");
        builder.maxout(trunk, maps);
        int branches = 1 + random.nextInt(3);
        for (int i = 0; i < branches; i++) {
            String between = addNode(maps);
            builder.conv(name("conv"), start, between, kernel);
            builder.plain(name("max"), EdgeType.MAXOUT, between, trunk);
        }
    }

    /** A convolution with a crop in parallel. */
    private void addResidual() {
        Vec3 kernel = new Vec3(1, 3, 1 + 2 * random.nextInt(2));
        String start = trunk;
        trunk = addNode(maps);
        if (random.nextBoolean()) {
            builder.conv(name("conv"), start, trunk, kernel);
        }
        builder.crop(name("crop"), start, trunk, kernel.minus(1).times(dilation).floorDiv(2));
    }

    private void addIdentity() {
        String start = trunk;
        trunk = addNode(maps);
        builder.plain(name("drop"), random.nextBoolean() ? EdgeType.DROPOUT : EdgeType.DUMMY, start, trunk);
        int more = random.nextInt(3);
        if (more > 0) {
            builder.plain(name("dummy"), EdgeType.DUMMY, start, trunk);
        }
        if (more > 1) {
            builder.conv(name("conv"), start, trunk, Vec3.ONE);
        }
    }

    private void addParallelFilters() {
        Vec3 window = kernel();
        String start = trunk;
        trunk = addNode(maps);
        builder.maxFilter(name("filter"), start, trunk, window, Vec3.ONE);
        builder.maxFilter(name("filter"), start, trunk, window, Vec3.ONE);
        if (random.nextBoolean()) {
            builder.conv(name("conv"), start, trunk, window);
        }
    }

    /** Nodes that modify the same activation differently while other nodes read it unmodified. */
    private void addSiblings() {
        Vec3 kernel = kernel();
        String start = trunk;
        trunk = addNode(maps);
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            String sibling = addNode(maps);
            builder.plain(name("dummy"), EdgeType.DUMMY, start, sibling);
            builder.conv(name("conv"), sibling, trunk, kernel);
        }
        builder.conv(name("conv"), start, trunk, kernel);
    }

    private String addNode(int size) {
        String name = name("n");
        switch (random.nextInt(8)) {
            case 0, 1 -> builder.sum(name, size);
            case 2 -> builder.transfer(name, size, new TransferFunction.Linear(0.7, 0.1));
            case 3 -> builder.transfer(name, size, new TransferFunction.Tanh(1.7159, 0.6666));
            case 4 -> builder.transfer(name, size, new TransferFunction.Logistics());
            case 5 -> builder.transfer(name, size, new TransferFunction.SoftSign());
            case 6 -> builder.transfer(name, size, new TransferFunction.ForwardLogistics());
            default -> builder.transfer(name, size, new TransferFunction.RectifyLinear());
        }
        return name;
    }

    /** A name that sorts randomly, so that the order of edges varies. */
    private String name(String kind) {
        return (char) ('a' + random.nextInt(26)) + kind + nameCount++;
    }

    private Vec3 kernel() {
        return new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3));
    }

    private int maps() {
        return 1 + random.nextInt(4);
    }
}
