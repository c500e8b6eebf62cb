package org.znn.driver.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Box;
import org.znn.common.sample.PaddedImage;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Volume;
import org.znn.common.volume.hdf5.ChunkEncoder;
import org.znn.driver.forward.part.BlockEncoder;
import org.znn.driver.forward.part.PartFolder;
import org.znn.driver.forward.part.PartHeader;
import org.znn.driver.spark.ExecutorCores;
import org.znn.driver.spark.ExecutorState;
import org.znn.worker.engine.InferenceNetwork;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.task.BlockForwardPass;
import org.znn.worker.task.BlockInput;
import org.znn.worker.task.BlockTimer;

/** Task of one block on an executor: reads the input, computes, compresses and commits the part. */
final class BlockTask {

    private final SampleBroadcast sample;
    private final long block;
    private final BlockTimer timer = new BlockTimer();

    BlockTask(SampleBroadcast sample, long block) {
        this.sample = sample;
        this.block = block;
    }

    /** Computes and commits the block. The voxels stay on the executor. */
    BlockReport execute() throws Exception {
        return ExecutorState.ofThisJvm().withPermit(this::compute);
    }

    private BlockReport compute() throws IOException {
        Box box = sample.blocks().box(block);
        InferenceNetwork network = network();
        Map<String, BlockInput> inputs = new TreeMap<>();
        Map<String, Volume> outputs;
        try {
            timer.timeReading(() -> sample.inputs().forEach(input -> inputs.put(input.node(), open(input))));
            outputs = new BlockForwardPass(network, sample.precision(), sample.softmax())
                    .compute(box, sample.blocks().extent(), inputs, timer);
        } finally {
            // Closing checks that the images have not changed while they were read; nothing is committed otherwise.
            for (BlockInput input : inputs.values()) {
                input.image().close();
            }
        }
        timer.timeWriting(() -> commit(outputs, box));
        return new BlockReport(block, box.voxels(), timer.readingNanos(), timer.computingNanos(),
                timer.writingNanos());
    }

    private InferenceNetwork network() {
        int threads = ExecutorCores.taskThreads(sample.executorCores(), sample.threads());
        String key = sample.fingerprint() + " " + threads;
        return ExecutorState.ofThisJvm().getOrCreate(InferenceNetwork.class, key, threads,
                team -> NetworkCompiler.compile(NetworkPlan.of(sample.network(), sample.pass(), sample.precision(),
                        sample.algorithms(), threads), sample.weights(), team));
    }

    private BlockInput open(SampleBroadcast.Input input) {
        PaddedImage image = new PaddedImage(ImageFiles.open(input.parts(), sample.storages()), input.padding(),
                input.normalization());
        return new BlockInput(image, input.sizeRelation()::window);
    }

    private void commit(Map<String, Volume> outputs, Box box) {
        ChunkEncoder chunkEncoder = new ChunkEncoder(ElementType.of(sample.precision()), sample.compression());
        BlockEncoder encoder = new BlockEncoder(sample.chunk(), chunkEncoder::encode);
        for (int i = 0; i < sample.outputs().size(); i++) {
            encoder.add(i, outputs.get(sample.outputs().get(i).node()), box);
        }
        try {
            PartHeader header = new PartHeader(sample.fingerprint(), block, encoder.chunks());
            PartFolder parts = new PartFolder(sample.storages().of(sample.parts()), sample.parts());
            ExecutorState.ofThisJvm().commits().commit(() -> parts.commit(header, encoder.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
