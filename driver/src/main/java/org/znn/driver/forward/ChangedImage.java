package org.znn.driver.forward;

import java.util.List;
import java.util.Optional;
import org.znn.common.volume.file.InputCheck;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.report.JobFailedException;

/** Says what a user can do about an image that has changed since its job was planned. */
final class ChangedImage {

    private ChangedImage() {
    }

    /**
     * Returns the failure of a task with a remedy, if its cause is a changed image; otherwise the failure itself.
     *
     * @param parts  files of the images of the task
     * @param folder folder of the blocks that are computed
     */
    static Throwable explain(Throwable failure, List<VolumePart> parts, String folder) {
        Optional<InputChangedException> change = InputChangedException.causeOf(failure);
        return change.isEmpty() ? failure
                : new InputChangedException(change.get().getMessage() + remedy(parts, folder), failure);
    }

    /**
     * Checks before the outputs are written that the images are the same as when the job was planned.
     *
     * @param parts  files of the images
     * @param folder folder of the computed blocks
     * @throws JobFailedException if one is not
     */
    static void refuse(List<VolumePart> parts, String folder, Storages storages) {
        try {
            parts.forEach(part -> InputCheck.requireUnchanged(part, storages));
        } catch (InputChangedException e) {
            throw new JobFailedException(e.getMessage() + remedy(parts, folder), e);
        }
    }

    /** Blocks of a container that is too large to verify each of its chunks may have been computed from both images. */
    private static String remedy(List<VolumePart> parts, String folder) {
        boolean isVerified = parts.stream().allMatch(part -> part.identity().isComplete());
        return "; the outputs were not written; " + (isVerified
                ? "restore the image and start the job again, or delete " + folder + " to start anew"
                : "delete " + folder + " and start the job again, since blocks of both images may be in it");
    }
}
