package org.znn.common.sample.training;

import java.util.Optional;
import org.znn.common.config.Rebalance;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch.Target;

/** A label in memory, with the weights of its classes where they are those of the whole label. */
final class LoadedLabel {

    private final PatchRules rules;
    private final LabelPlan plan;
    private final Ids ids;
    private final Optional<Ids> mask;
    private final Meaning meaning;
    private final BalanceFormula formula;
    private final Optional<double[][]> global;

    LoadedLabel(PatchRules rules, LabelPlan plan, Ids ids, Optional<Ids> mask) {
        this.rules = rules;
        this.plan = plan;
        this.ids = ids;
        this.mask = mask;
        meaning = Meaning.of(rules.outType(), plan.channels());
        formula = BalanceFormula.of(rules.outType(), rules.rebalance());
        global = rules.rebalance() == Rebalance.GLOBAL ? Optional.of(whole().weights(formula)) : Optional.empty();
    }

    LabelPlan plan() {
        return plan;
    }

    /** What the output should be at a place. */
    Target patch(Vec3 place, Augmentation augmentation) {
        Vec3 first = rules.first(plan.size(), place);
        PatchIds patchIds = PatchIds.cut(ids, first, rules.stride(), rules.labelSize(), augmentation);
        Optional<Ids> patchMask =
                mask.map(m -> PatchIds.cut(m, first, rules.stride(), rules.labelSize(), augmentation));
        Box box = new Box(Vec3.cube(rules.lead()), augmentation.size(rules.outputSize()));
        LabelView view = new LabelView(meaning, patchIds, patchMask, Vec3.ONE, box);
        Optional<double[][]> weights =
                rules.rebalance() == Rebalance.PATCH ? Optional.of(view.weights(formula)) : global;
        return view.target(plan.channels(), rules.precision(), weights);
    }

    private LabelView whole() {
        Vec3 before = rules.stride().times(rules.lead());
        return new LabelView(meaning, ids, mask, rules.stride(), Box.between(before, plan.size().max(before)));
    }
}
