package org.znn.driver.train;

import org.znn.driver.report.PlainFailure;

/** A run whose numbers are no longer finite: it cannot go on, and nothing of it is saved. */
public final class Divergence extends PlainFailure {

    public Divergence(String what) {
        super(what);
    }
}
