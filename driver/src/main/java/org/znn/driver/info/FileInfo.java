package org.znn.driver.info;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Recognises the type of a file and describes its contents. */
public final class FileInfo {

    private FileInfo() {
    }

    /**
     * Describes a network or a volume. Only its contents decide which of the two a file is, except for {@code .znn}.
     *
     * @throws UserErrorException                    if the file is an invalid network, or a job
     * @throws org.znn.common.volume.VolumeException if the file is neither a network nor a readable volume
     */
    public static List<String> describe(String path) throws IOException {
        Storages storages = Storages.standard();
        if (VolumeReaders.isHdf5(path, storages)) {
            Optional<NetworkFile> network = NetworkFileReader.read(path, storages, new Diagnostics());
            if (network.isPresent()) {
                return describe(network.get());
            }
        }
        TextKind kind = TextKind.of(path, storages);
        if (kind == TextKind.NETWORK) {
            Diagnostics diagnostics = new Diagnostics();
            Optional<NetworkSpec> network = NetworkParser.parse(path, storages, diagnostics);
            diagnostics.throwIfErrors();
            return NetworkSummary.lines(network.orElseThrow());
        }
        if (kind == TextKind.JOB) {
            throw new UserErrorException(path, "info describes networks and volumes, not jobs",
                    "use znn plan -c JOB.cfg to see what a job would do");
        }
        try (VolumeReader reader = VolumeReaders.open(path, storages)) {
            return VolumeSummary.lines(reader);
        }
    }

    private static List<String> describe(NetworkFile file) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<NetworkSpec> spec = file.network(diagnostics);
        diagnostics.throwIfErrors();
        List<String> lines = new ArrayList<>(NetworkSummary.lines(spec.orElseThrow()));
        lines.addAll(TrainingSummary.lines(spec.orElseThrow(), file));
        return lines;
    }
}
