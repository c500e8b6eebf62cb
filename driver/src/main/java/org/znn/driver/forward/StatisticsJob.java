package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.SectionScan;
import org.znn.common.sample.SectionStatistics;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.InputPlan;

/** Computes the statistics that the preprocessing of an image needs, in one distributed read of the image. */
final class StatisticsJob {

    /** Approximate voxels per task; a task reads whole sections. */
    private static final long TASK_VOXELS = 64L << 20;

    private StatisticsJob() {
    }

    /**
     * Returns the normalization of an image. Reads nothing if the preprocessing needs no statistics.
     *
     * @param parts  files of the channels, with paths valid on the executors
     * @param folder folder of the blocks of the sample, for messages
     */
    static Normalization computeNormalization(JavaSparkContext spark, InputPlan input, List<VolumePart> parts,
            String folder, Storages storages) {
        if (!input.needsStatistics()) {
            return Normalization.identity(input.channels());
        }
        Vec3 size = input.size();
        int sections = (int) Math.max(1, Math.min(size.z(), TASK_VOXELS / ((long) size.y() * size.x())));
        List<Integer> starts = new ArrayList<>();
        for (int z = 0; z < size.z(); z += sections) {
            starts.add(z);
        }
        // The identity of many files is as large as their list, which every task would receive.
        Broadcast<StatisticsInput> shared = spark.broadcast(new StatisticsInput(parts, folder, storages));
        List<List<List<SectionStatistics>>> groups = spark.parallelize(starts, starts.size())
                .map(from -> scan(shared.value(), from, Math.min(size.z(), from + sections))).collect();
        shared.destroy();
        List<List<SectionStatistics>> channels = new ArrayList<>();
        for (int c = 0; c < input.channels(); c++) {
            List<SectionStatistics> sectionsOfChannel = new ArrayList<>();
            for (List<List<SectionStatistics>> group : groups) {
                sectionsOfChannel.addAll(group.get(c));
            }
            channels.add(sectionsOfChannel);
        }
        return Normalization.of(input.preprocessing(), channels);
    }

    private static List<List<SectionStatistics>> scan(StatisticsInput input, int from, int to) {
        try (VolumeReader image = ImageFiles.open(input.parts(), input.storages())) {
            return SectionScan.scan(image, from, to);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new BlockFailedException(from, to, SparkEnv.get().executorId(),
                    ChangedImage.explain(e, input.parts(), input.folder()));
        }
    }
}
