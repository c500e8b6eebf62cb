package org.znn.worker.engine;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Softmax;
import org.znn.worker.parallel.ThreadTeam;

/** The original authors' own files: a stored patch and stored weights give the stored output. */
class ZnnTestsuitTest {

    @ParameterizedTest
    @CsvSource({"affinity_net_1_single, N4_A_even, false", "boundary_net_1_double, srini2d_isbi, true"})
    void givesTheStoredPrediction(String name, String net, boolean softmax) {
        Path file = SharedData.path("golden/znn_testsuit/" + name + ".h5");
        NetworkSpec spec = NetworkParser.parse(SharedData.path("golden/forward/" + net + "/net.znn").toString());
        Weights weights = NetworkFileReader.read(file.toString()).weights();
        String patch = "processing/znn/train/patch/";
        Map<String, Volume> expected = Hdf5.volumes(file, patch + "props", Precision.FLOAT64);
        try (ThreadTeam team = new ThreadTeam(2)) {
            for (Precision precision : Precision.values()) {
                CompiledNetwork network =
                        NetworkCompiler.compile(spec, weights, new Vec3(1, 5, 5), precision, team);
                Map<String, Volume> actual = network.forward(Hdf5.volumes(file, patch + "inputs", precision));
                if (softmax) {
                    actual.values().forEach(Softmax::overChannels);
                }
                Compare.assertClose(expected, actual,
                        precision == Precision.FLOAT64 && name.endsWith("double") ? 1e-12 : 1e-6,
                        name + " in " + precision);
            }
        }
    }
}
