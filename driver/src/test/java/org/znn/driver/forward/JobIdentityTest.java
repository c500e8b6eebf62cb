package org.znn.driver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.config.OutputType;
import org.znn.common.config.Preprocessing;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Grid;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.Weights;
import org.znn.common.sample.Padding;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.autotune.PlannedSelection;
import org.znn.driver.config.ClusterSettings;
import org.znn.driver.plan.ForwardPlan;
import org.znn.driver.plan.InputPlan;
import org.znn.driver.plan.SamplePlan;
import org.znn.worker.autotune.AlgorithmSelector;
import org.znn.worker.autotune.SelectionProblem;

/** Blocks of a whole file and of different crops of it never mix. */
class JobIdentityTest {

    private static final AlgorithmSelector SELECTOR =
            new AlgorithmSelector(ConvolutionMode.DIRECT, Precision.FLOAT32, 1);

    @TempDir
    private Path folder;

    @Test
    void fingerprintDependsOnTheVoxelsThatAreRead() throws Exception {
        String file = Files.write(folder.resolve("image.h5"), new byte[7]).toString();
        VolumePart whole = new VolumePart(file, false, 1, ElementType.UINT8, Box.ofSize(new Vec3(4, 9, 9)));
        VolumePart cropped = whole.croppedTo(new Vec3(4, 8, 9));
        VolumePart elsewhere = new VolumePart(file, false, 1, ElementType.UINT8, Box.ofSize(new Vec3(4, 8, 9)));
        Set<String> fingerprints = new HashSet<>();
        for (VolumePart part : List.of(whole, cropped, elsewhere, cropped)) {
            fingerprints.add(fingerprint(part));
        }
        assertEquals(3, fingerprints.size());
    }

    private static String fingerprint(VolumePart part) throws Exception {
        InputPlan input = new InputPlan("input", List.of(part), List.of(Preprocessing.NONE), Padding.NONE,
                SizeRelation.IDENTITY, "", Optional.empty());
        Grid blocks = new Grid(new Vec3(4, 8, 9), new Vec3(4, 8, 9));
        SamplePlan sample = new SamplePlan(1, List.of(input), List.of(), blocks.cell(), blocks, blocks.cell(),
                PlannedSelection.of(SELECTOR, new SelectionProblem(Map.of(), List.of(), 0, selection -> 0), 0), 0);
        ForwardPlan plan = new ForwardPlan("job.cfg", new NetworkSpec("net.znn", List.of(), List.of()), "net.h5",
                new Weights(Map.of(), Map.of()), Precision.FLOAT32, OutputType.BOUNDARY, false, 0, SELECTOR,
                Optional.empty(), List.of(sample));
        ClusterSettings settings = ClusterSettings.load(Map.of(), Map.of(), new Diagnostics());
        return JobIdentity.fingerprint(JobIdentity.of(plan, sample, settings, Storages.standard()), sample);
    }
}
