package org.znn.driver.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.volume.file.InputCheck;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.InputFiles;
import org.znn.driver.report.JobFailedException;

/**
 * The images, labels and masks of a training run by their roles, such as {@code 1 image input 1}: the position of the
 * sample in the run, the kind, the node and the number of the file. The paths do not matter: a run whose data was moved
 * goes on.
 */
final class TrainingInputs {

    static final TrainingInputs NONE = new TrainingInputs(Map.of());

    private static final String NEW_RUN = "to train on other data, give another train_net_prefix and start with the"
            + " weights of this run, with -s";

    private final Map<String, VolumePart> parts;

    private TrainingInputs(Map<String, VolumePart> parts) {
        this.parts = new TreeMap<>(parts);
    }

    /** Collects the inputs of samples. */
    static TrainingInputs of(List<TrainingSample> samples) {
        Map<String, VolumePart> parts = new TreeMap<>();
        for (int s = 0; s < samples.size(); s++) {
            for (ImagePlan image : samples.get(s).images()) {
                put(parts, s + 1 + " image " + image.node(), image.parts());
            }
            for (LabelPlan label : samples.get(s).labels()) {
                put(parts, s + 1 + " label " + label.node(), List.of(label.ids()));
                put(parts, s + 1 + " mask " + label.node(), label.masks());
            }
        }
        return new TrainingInputs(parts);
    }

    private static void put(Map<String, VolumePart> parts, String role, List<VolumePart> files) {
        for (int i = 0; i < files.size(); i++) {
            parts.put(role + " " + (i + 1), files.get(i));
        }
    }

    /** Reports an error for each file that the run would write or remove. */
    void refuseAmong(RunFileNames names, String prefix, String location, Diagnostics diagnostics) {
        InputFiles.of(parts.values(), List.of()).refuseBeside(prefix + "_", names::contain, location,
                "choose another train_net_prefix", diagnostics);
    }

    /** Returns the identity of each input, as text, by its role. */
    Map<String, String> identities() {
        Map<String, String> identities = new TreeMap<>();
        parts.forEach((role, part) -> {
            if (!part.identity().isEmpty()) {
                identities.put(role, part.identity().text());
            }
        });
        return identities;
    }

    /**
     * Compares the inputs with those that a checkpoint recorded. Reports an error for each file that differs.
     *
     * @param checkpoint path of the checkpoint
     * @param recorded   identities by role; none if an earlier version of this program wrote the checkpoint
     * @return lines for the user about what is different without being an error
     */
    List<String> compare(String checkpoint, Map<String, String> recorded, Diagnostics diagnostics) {
        Map<String, String> now = identities();
        if (now.isEmpty()) {
            return List.of();
        }
        if (recorded.isEmpty()) {
            return List.of("the checkpoint does not record the images and labels of the run: those of this job are"
                    + " taken as the same");
        }
        TreeSet<String> reported = new TreeSet<>();
        now.forEach((role, identity) -> {
            String earlier = recorded.getOrDefault(role, identity);
            String path = parts.get(role).path();
            if (!earlier.equals(identity) && reported.add(path)) {
                diagnostics.error(path, "has changed since the run saved " + checkpoint + ": "
                        + VolumeIdentity.difference(earlier, identity), "restore the file, or, " + NEW_RUN);
            }
        });
        List<String> lines = new ArrayList<>();
        List<String> added = now.keySet().stream().filter(role -> !recorded.containsKey(role)).toList();
        List<String> removed = recorded.keySet().stream().filter(role -> !now.containsKey(role)).toList();
        if (!added.isEmpty() || !removed.isEmpty()) {
            lines.add("the run has used " + recorded.size() + " images, labels and masks so far and uses " + now.size()
                    + " from now on");
        }
        return lines;
    }

    /**
     * Checks before a checkpoint is written that the inputs are the same as when the run was planned.
     *
     * @throws JobFailedException if one is not
     */
    void requireUnchanged(Storages storages) {
        try {
            parts.values().stream().distinct().forEach(part -> InputCheck.requireUnchanged(part, storages));
        } catch (InputChangedException e) {
            throw new JobFailedException(explain(e).getMessage(), e);
        }
    }

    /** Returns a failure with a remedy, if its cause is a changed input; otherwise the failure itself. */
    static Throwable explain(Throwable failure) {
        Optional<InputChangedException> change = InputChangedException.causeOf(failure);
        return change.isEmpty() ? failure : new InputChangedException(change.get().getMessage() + "; nothing was saved"
                + " since; restore the file and start the job again, which goes on from the last checkpoint; "
                + NEW_RUN, failure);
    }
}
