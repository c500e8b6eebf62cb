package org.znn.driver.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.znn.driver.Signal;

/** All faults, and the order in which a suite tries them. */
final class FaultCatalogue {

    private FaultCatalogue() {
    }

    static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Victim victim : Victim.values()) {
            faults.add(new KillFault(victim, false));
            faults.add(new FreezeFault(victim));
        }
        faults.add(new KillFault(Victim.DRIVER, true));
        faults.add(new LostClusterFault());
        for (boolean full : new boolean[] {true, false}) {
            faults.add(new DiskFault(full, false));
            faults.add(new DiskFault(full, true));
        }
        for (InputChange change : InputChange.values()) {
            faults.add(new InputFault(change, false));
            faults.add(new InputFault(change, true));
        }
        for (LedgerChange change : LedgerChange.values()) {
            faults.add(new PartFault(change, false));
            faults.add(new PartFault(change, true));
            faults.add(new CheckpointFault(change));
        }
        faults.add(new CurveFault());
        faults.add(new SecondJobFault(true));
        faults.add(new SecondJobFault(false));
        List.of(Signal.INT, Signal.TERM, Signal.HUP).forEach(signal -> faults.add(new SignalFault(signal)));
        faults.add(new ClockFault(true));
        faults.add(new ClockFault(false));
        return faults;
    }

    /**
     * Draws cases. Every fault comes once before any comes twice; when all combinations with jobs and deployments are
     * used up, they come again at other moments. A smaller suite of the same seed is the beginning of a larger one.
     */
    static List<FaultCase> cases(long seed, int count) {
        List<FaultCase> cases = new ArrayList<>();
        for (int round = 0; cases.size() < count; round++) {
            for (FaultCase drawn : round(seed * 1_000_003 + round)) {
                int number = cases.size() + 1;
                cases.add(new FaultCase(number, drawn.fault(), drawn.job(), drawn.deployment(),
                        seed * 1_000_003 + number));
            }
        }
        return cases.subList(0, count);
    }

    /** Returns the number of combinations of faults, jobs and deployments. */
    static int combinations() {
        return round(0).size();
    }

    private static List<FaultCase> round(long seed) {
        List<FaultCase> all = new ArrayList<>();
        for (Fault fault : faults()) {
            for (JobKind job : JobKind.values()) {
                for (Deployment deployment : Deployment.values()) {
                    if (fault.appliesTo(job, deployment)) {
                        all.add(new FaultCase(0, fault, job, deployment, 0));
                    }
                }
            }
        }
        Collections.shuffle(all, new Random(seed));
        List<FaultCase> ordered = new ArrayList<>();
        Set<Fault> seen = new HashSet<>();
        all.stream().filter(c -> seen.add(c.fault())).forEach(ordered::add);
        all.stream().filter(c -> !ordered.contains(c)).forEach(ordered::add);
        return ordered;
    }
}
