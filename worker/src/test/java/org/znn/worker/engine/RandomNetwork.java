package org.znn.worker.engine;

import java.util.Random;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;

/** Small random graphs: a trunk of random blocks, from inputs to outputs, with every type of node and edge. */
final class RandomNetwork {

    private final Random random;
    private final NetworkBuilder draft = new NetworkBuilder();
    private String trunk;
    private int maps;
    private Vec3 dilation = Vec3.ONE;
    private int names;

    private RandomNetwork(long seed) {
        random = new Random(seed);
    }

    static NetworkSpec of(long seed) {
        RandomNetwork network = new RandomNetwork(seed);
        network.inputs();
        int blocks = 1 + network.random.nextInt(4);
        for (int i = 0; i < blocks; i++) {
            network.block();
        }
        network.outputs();
        return network.draft.spec();
    }

    private void inputs() {
        Vec3 kernel = kernel();
        maps = maps();
        int inputs = 1 + random.nextInt(2);
        String first = node(maps);
        for (int i = 0; i < inputs; i++) {
            draft.input("volume" + i, 1 + random.nextInt(2));
            draft.conv(name("conv"), "volume" + i, first, kernel);
        }
        trunk = first;
    }

    private void outputs() {
        Vec3 kernel = kernel();
        int outputs = 1 + random.nextInt(2);
        for (int i = 0; i < outputs; i++) {
            String output = node(maps());
            draft.conv(name("conv"), trunk, output, kernel);
            if (random.nextInt(4) == 0) {
                String twin = "also" + i;
                draft.sum(twin, draft.spec().node(output).featureMaps());
                draft.plain(name("dummy"), EdgeType.DUMMY, output, twin);
            }
        }
    }

    private void block() {
        switch (random.nextInt(10)) {
            case 0 -> convolution(new Vec3(1, 1 + random.nextInt(2), 1 + random.nextInt(2)));
            case 1 -> fanIn();
            case 2 -> pooling();
            case 3 -> branches();
            case 4 -> maxout();
            case 5 -> residual();
            case 6 -> unchanged();
            case 7 -> filtersAdded();
            case 8 -> siblings();
            default -> convolution(Vec3.ONE);
        }
    }

    private void convolution(Vec3 stride) {
        int from = maps;
        String start = trunk;
        maps = from + random.nextInt(3);
        trunk = node(maps);
        draft.conv(name("conv"), start, trunk, kernel(), stride);
        dilation = dilation.times(stride);
    }

    private void fanIn() {
        Vec3 kernel = kernel();
        String start = trunk;
        maps = maps();
        trunk = node(maps);
        draft.conv(name("conv"), start, trunk, kernel);
        draft.conv(name("conv"), start, trunk, kernel);
    }

    private void pooling() {
        Vec3 window = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3));
        String start = trunk;
        trunk = node(maps);
        if (dilation.equals(Vec3.ONE) && random.nextBoolean()) {
            draft.maxPool(name("pool"), start, trunk, window);
        } else {
            draft.maxFilter(name("filter"), start, trunk, window, window);
            dilation = dilation.times(window);
        }
    }

    private void branches() {
        Vec3 first = kernel();
        Vec3 second = kernel();
        String start = trunk;
        int through = maps();
        maps = maps();
        trunk = node(maps);
        for (int i = 0; i < 2; i++) {
            String between = node(through);
            draft.conv(name("conv"), start, between, first);
            draft.conv(name("conv"), between, trunk, second);
        }
    }

    private void maxout() {
        Vec3 kernel = kernel();
        String start = trunk;
        maps = maps();
        trunk = name("maxout");
        draft.maxout(trunk, maps);
        int ways = 1 + random.nextInt(3);
        for (int i = 0; i < ways; i++) {
            String between = node(maps);
            draft.conv(name("conv"), start, between, kernel);
            draft.plain(name("max"), EdgeType.MAXOUT, between, trunk);
        }
    }

    /** A convolution with a crop in parallel. */
    private void residual() {
        Vec3 kernel = new Vec3(1, 3, 1 + 2 * random.nextInt(2));
        String start = trunk;
        trunk = node(maps);
        if (random.nextBoolean()) {
            draft.conv(name("conv"), start, trunk, kernel);
        }
        draft.crop(name("crop"), start, trunk, kernel.minus(1).times(dilation).floorDiv(2));
    }

    private void unchanged() {
        String start = trunk;
        trunk = node(maps);
        draft.plain(name("drop"), random.nextBoolean() ? EdgeType.DROPOUT : EdgeType.DUMMY, start, trunk);
        int more = random.nextInt(3);
        if (more > 0) {
            draft.plain(name("dummy"), EdgeType.DUMMY, start, trunk);
        }
        if (more > 1) {
            draft.conv(name("conv"), start, trunk, Vec3.ONE);
        }
    }

    private void filtersAdded() {
        Vec3 window = kernel();
        String start = trunk;
        trunk = node(maps);
        draft.maxFilter(name("filter"), start, trunk, window, Vec3.ONE);
        draft.maxFilter(name("filter"), start, trunk, window, Vec3.ONE);
        if (random.nextBoolean()) {
            draft.conv(name("conv"), start, trunk, window);
        }
    }

    /** Nodes that modify the same activation differently while other nodes read it unmodified. */
    private void siblings() {
        Vec3 kernel = kernel();
        String start = trunk;
        trunk = node(maps);
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            String sibling = node(maps);
            draft.plain(name("dummy"), EdgeType.DUMMY, start, sibling);
            draft.conv(name("conv"), sibling, trunk, kernel);
        }
        draft.conv(name("conv"), start, trunk, kernel);
    }

    private String node(int size) {
        String name = name("n");
        switch (random.nextInt(8)) {
            case 0, 1 -> draft.sum(name, size);
            case 2 -> draft.transfer(name, size, new TransferFunction.Linear(0.7, 0.1));
            case 3 -> draft.transfer(name, size, new TransferFunction.Tanh(1.7159, 0.6666));
            case 4 -> draft.transfer(name, size, new TransferFunction.Logistics());
            case 5 -> draft.transfer(name, size, new TransferFunction.SoftSign());
            case 6 -> draft.transfer(name, size, new TransferFunction.ForwardLogistics());
            default -> draft.transfer(name, size, new TransferFunction.RectifyLinear());
        }
        return name;
    }

    /** A name that sorts randomly, so that the order of edges varies. */
    private String name(String kind) {
        return (char) ('a' + random.nextInt(26)) + kind + names++;
    }

    private Vec3 kernel() {
        return new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3));
    }

    private int maps() {
        return 1 + random.nextInt(4);
    }
}
