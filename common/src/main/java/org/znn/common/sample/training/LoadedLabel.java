package org.znn.common.sample.training;

import java.util.Optional;
import org.znn.common.config.RebalanceMode;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;

/** A label in memory, with its class weights if they are computed from the whole label. */
final class LoadedLabel {

    private final PatchSpec patchSpec;
    private final LabelPlan plan;
    private final LabelIds ids;
    private final Optional<LabelIds> mask;
    private final TargetEncoding encoding;
    private final ClassBalancing balancing;
    private final Optional<double[][]> globalWeights;

    LoadedLabel(PatchSpec patchSpec, LabelPlan plan, LabelIds ids, Optional<LabelIds> mask) {
        this.patchSpec = patchSpec;
        this.plan = plan;
        this.ids = ids;
        this.mask = mask;
        encoding = TargetEncoding.of(patchSpec.outType(), plan.channels());
        balancing = ClassBalancing.of(patchSpec.outType(), patchSpec.rebalance());
        globalWeights = patchSpec.rebalance() == RebalanceMode.GLOBAL
                ? Optional.of(wholeLabel().classWeights(balancing)) : Optional.empty();
    }

    LabelPlan plan() {
        return plan;
    }

    /** Encodes the target of the patch at a location. */
    Target target(Vec3 location, Augmentation augmentation) {
        Vec3 first = patchSpec.labelStart(plan.size(), location);
        PatchLabelIds patchIds = PatchLabelIds.cut(ids, first, patchSpec.stride(), patchSpec.labelSize(), augmentation);
        Optional<LabelIds> patchMask =
                mask.map(m -> PatchLabelIds.cut(m, first, patchSpec.stride(), patchSpec.labelSize(), augmentation));
        Box box = new Box(Vec3.cube(patchSpec.leadingMargin()), augmentation.size(patchSpec.outputSize()));
        LabelTargets targets = new LabelTargets(encoding, patchIds, patchMask, Vec3.ONE, box);
        Optional<double[][]> weights = patchSpec.rebalance() == RebalanceMode.PATCH
                ? Optional.of(targets.classWeights(balancing)) : globalWeights;
        return targets.target(plan.channels(), patchSpec.precision(), weights);
    }

    private LabelTargets wholeLabel() {
        Vec3 before = patchSpec.stride().times(patchSpec.leadingMargin());
        return new LabelTargets(encoding, ids, mask, patchSpec.stride(), Box.between(before, plan.size().max(before)));
    }
}
