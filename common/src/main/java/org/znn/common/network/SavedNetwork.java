package org.znn.common.network;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.volume.Volume;

/**
 * A network as a training run saves it.
 *
 * @param network  its graph
 * @param weights  of every conv edge and transfer node
 * @param momentum likewise
 * @param curve    of the run so far
 * @param resume   what a resumed run needs; empty where none will follow
 * @param patch    the last patch, for looking into a run: by ZNN's name for what it is ({@code inputs}, {@code props},
 *                 {@code lbls}, {@code grdts}), then by node; empty where it is not kept
 */
public record SavedNetwork(NetworkSpec network, Weights weights, Weights momentum, LearningCurve curve,
        Optional<ResumePoint> resume, Map<String, Map<String, Volume>> patch) {

    public SavedNetwork {
        patch = new TreeMap<>(patch);
    }
}
