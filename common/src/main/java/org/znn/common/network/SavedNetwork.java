package org.znn.common.network;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.volume.Volume;

/**
 * Network saved by a training run.
 *
 * @param network  graph of the network
 * @param weights  weights of every conv edge and transfer node
 * @param momentum momentum of the same weights
 * @param curve    learning curve of the run so far
 * @param resume   state for resuming the run; empty if it will not be resumed
 * @param patch    volumes of the last patch for debugging, by ZNN's name of the kind ({@code inputs}, {@code props},
 *                 {@code lbls}, {@code grdts}), then by node; empty if not saved
 */
public record SavedNetwork(NetworkSpec network, Weights weights, Weights momentum, LearningCurve curve,
        Optional<ResumePoint> resume, Map<String, Map<String, Volume>> patch) {

    public SavedNetwork {
        patch = new TreeMap<>(patch);
    }
}
