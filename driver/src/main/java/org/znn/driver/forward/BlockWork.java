package org.znn.driver.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Box;
import org.znn.common.sample.PaddedImage;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Volume;
import org.znn.common.volume.hdf5.ChunkCodec;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.engine.CompiledNetwork;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.part.BlockEncoder;
import org.znn.worker.part.PartFolder;
import org.znn.worker.part.PartHeader;
import org.znn.worker.task.BlockClock;
import org.znn.worker.task.BlockForward;
import org.znn.worker.task.BlockInput;

/** What an executor does for one block: read, compute, compress, commit. */
final class BlockWork {

    private final SampleTask task;
    private final long block;
    private final BlockClock clock = new BlockClock();

    BlockWork(SampleTask task, long block) {
        this.task = task;
        this.block = block;
    }

    /** Computes the block and commits it; the voxels stay here. */
    BlockReport run() throws Exception {
        return ExecutorState.ofThisJvm().inTurn(this::compute);
    }

    private BlockReport compute() throws IOException {
        Box box = task.blocks().box(block);
        CompiledNetwork network = network();
        Map<String, BlockInput> inputs = new TreeMap<>();
        try {
            clock.reading(() -> task.inputs().forEach(input -> inputs.put(input.node(), open(input))));
            Map<String, Volume> outputs = new BlockForward(network, task.precision(), task.softmax())
                    .compute(box, task.blocks().extent(), inputs, clock);
            clock.writing(() -> commit(outputs, box));
        } finally {
            for (BlockInput input : inputs.values()) {
                input.image().close();
            }
        }
        return new BlockReport(block, box.voxels(), clock.readingNanos(), clock.computingNanos(),
                clock.writingNanos());
    }

    private CompiledNetwork network() {
        int threads = ExecutorCores.threads(task.cores(), task.threads());
        return ExecutorState.ofThisJvm().kept(CompiledNetwork.class, task.fingerprint() + " " + threads, threads,
                team -> NetworkCompiler.compile(NetworkPlan.of(task.network(), task.pass(), task.precision(),
                        task.choice(), threads), task.weights(), team));
    }

    private BlockInput open(SampleTask.Input input) {
        PaddedImage image = new PaddedImage(ImageFiles.open(input.parts(), task.storages()), input.padding(),
                input.normalization());
        return new BlockInput(image, input.sizes()::window);
    }

    private void commit(Map<String, Volume> outputs, Box box) {
        ChunkCodec codec = new ChunkCodec(ElementType.of(task.precision()), task.compression());
        BlockEncoder encoder = new BlockEncoder(task.chunk(), codec::encode);
        for (int i = 0; i < task.outputs().size(); i++) {
            encoder.add(i, outputs.get(task.outputs().get(i).node()), box);
        }
        try {
            PartHeader header = new PartHeader(task.fingerprint(), block, encoder.chunks());
            new PartFolder(task.storages().of(task.parts()), task.parts()).commit(header, encoder.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
