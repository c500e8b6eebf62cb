package org.znn.driver.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.WeightLoader;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.Storages;

/** Files of another run that have the names of those of a new run. */
final class FilesInTheWay {

    private static final int MAX_FILES_SHOWN = 5;

    private final NetworkSpec network;
    private final RunFileNames names;
    private final Storages storages;
    private final Diagnostics diagnostics;

    FilesInTheWay(NetworkSpec network, RunFileNames names, Storages storages, Diagnostics diagnostics) {
        this.network = network;
        this.names = names;
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the files that a run removes before it begins.
     *
     * @param state     state from which the run begins; empty if it cannot begin
     * @param seed      path of the network whose weights it takes, which it does not remove
     * @param overwrite whether the user allows networks and curves of another run to be removed
     * @return empty if a file in the way may not be removed; the errors are then reported
     */
    Optional<List<String>> replaceable(Optional<InitialState> state, Optional<String> seed, boolean overwrite)
            throws IOException {
        List<String> files = new ArrayList<>(names.writtenAfterCurrent(storages));
        String initial = names.initial();
        if (state.filter(s -> s.step() == 0).isPresent() && storages.of(initial).exists(initial)
                && !holds(initial, state.get())) {
            files.add(initial);
        }
        if (!files.isEmpty() && !overwrite) {
            refuse(files);
            return Optional.empty();
        }
        int before = diagnostics.errors().size();
        seed.map(UserPath::toAbsolute).ifPresent(own -> files.removeIf(f -> UserPath.toAbsolute(f).equals(own)));
        files.stream().filter(file -> file.endsWith(".h5") && read(file).isEmpty())
                .forEach(file -> diagnostics.error(file, "would be removed for the new run, but cannot be read as a"
                        + " network", "move it elsewhere, or choose another train_net_prefix"));
        return diagnostics.errors().size() > before ? Optional.empty() : Optional.of(files);
    }

    /** Whether a file holds the network before the first step of a run, as one that was stopped early leaves it. */
    private boolean holds(String path, InitialState state) {
        Optional<NetworkFile> file = read(path);
        if (file.flatMap(NetworkFile::resume).filter(point -> point.step() == 0).isEmpty()) {
            return false;
        }
        Diagnostics ignored = new Diagnostics();
        WeightLoader.LoadedWeights loaded = WeightLoader.loadState(network, file.get(), ignored);
        WeightLayout layout = new WeightLayout(network);
        return ignored.errors().isEmpty() && Arrays.equals(rounded(layout.flatten(loaded.weights())),
                rounded(layout.flatten(state.weights())));
    }

    /** Returns weights as files in float32 hold them. */
    private static float[] rounded(double[] weights) {
        float[] rounded = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = (float) weights[i];
        }
        return rounded;
    }

    private Optional<NetworkFile> read(String path) {
        return NetworkFileReader.read(path, storages, new Diagnostics());
    }

    private void refuse(List<String> files) {
        String shown = String.join(", ", files.subList(0, Math.min(MAX_FILES_SHOWN, files.size())));
        int more = files.size() - MAX_FILES_SHOWN;
        diagnostics.error(names.current(), "does not exist, but other files of a run with this train_net_prefix do: "
                + shown + (more > 0 ? " and " + more + " more" : ""), "to go on from a checkpoint give --resume and its"
                + " path; for a new run choose another train_net_prefix, or replace these files with --overwrite");
    }
}
