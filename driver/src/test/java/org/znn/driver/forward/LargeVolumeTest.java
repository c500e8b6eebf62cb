package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.driver.CommandResult;
import org.znn.driver.ZnnProcess;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.parallel.ForkJoinTeam;

/** Processes an image of 2 GiB to an output of 1 GiB in a heap of 1 GiB; records time and heap in target. */
@Tag("slow")
class LargeVolumeTest {

    private static final Vec3 SIZE = new Vec3(128, 4096, 4096);
    /** The heap after a collection, as in {@code Pause Young (Normal) (G1 Evacuation Pause) 300M->120M(1024M) 5ms}. */
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");

    @TempDir
    private Path folder;

    @Test
    void theHeapStaysFlat() throws Exception {
        NoiseJob job = new NoiseJob(folder.resolve("job"), SmallNetworks.SMALL_POOLED, 31).image("input",
                new NoiseImage(SIZE, 1)).preprocess("symetric_rescale");
        CommandResult result = new ZnnProcess(folder).jvm("-Xmx1g").jvm("-Xlog:gc:file=gc.log")
                .spark("spark.znn.output.compression", "1").run("forward", "-c", job.job());
        result.assertSuccess();
        checkCorner(job);
        List<Integer> heap = heapAfterCollections();
        int quarter = heap.size() / 4;
        // The minimum after collections is the long-lived heap; the others include blocks in progress.
        int early = Collections.min(heap.subList(quarter, 2 * quarter));
        int late = Collections.min(heap.subList(3 * quarter, heap.size()));
        Files.writeString(Path.of("target", "large-volume.txt"), result.out() + heap.size()
                + " collections left at most " + Collections.max(heap) + " MiB, at least " + early
                + " in the second quarter of the job and " + late + " in the last\n");
        assertTrue(late < early + 100, heap::toString);
    }

    /** Compares the last voxels of the output with those computed from the last voxels of the image. */
    private static void checkCorner(NoiseJob job) throws IOException {
        Vec3 corner = new Vec3(2, 40, 50);
        Box wanted;
        Volume actual;
        try (VolumeReader reader = VolumeReaders.open(job.output("output").toString())) {
            assertEquals(new Vec3(64, 2047, 2047), reader.info().size());
            wanted = new Box(reader.info().size().minus(corner), corner);
            actual = reader.read(wanted, Precision.FLOAT32);
        }
        Box window = NetworkGeometry.of(job.network()).sizeRelation("input").window(wanted);
        Volume input = Volume.zeros(Precision.FLOAT32, 1, window.size());
        job.images().get("input").get(0).mirrorInto(input, 0, Vec3.ZERO.minus(window.start()));
        float[] voxels = ((FloatVolume) input).data();
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) ((voxels[i] - 127.5) * (1 / 127.5));
        }
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            NetworkPlan plan = NetworkPlan.of(job.network(), corner, Precision.FLOAT32);
            Volume expected = NetworkCompiler.compile(plan, job.weights(), team).forward(Map.of("input", input))
                    .get("output");
            VolumeAssert.assertSameBits(expected, actual, "the last corner");
        }
    }

    private List<Integer> heapAfterCollections() throws IOException {
        return AFTER_COLLECTION.matcher(Files.readString(folder.resolve("gc.log"))).results()
                .map(MatchResult::group).map(g -> Integer.parseInt(g.replaceAll("\\D", ""))).toList();
    }
}
