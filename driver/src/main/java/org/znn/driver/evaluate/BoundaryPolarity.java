package org.znn.driver.evaluate;

/** Where the values of a boundary map are high. */
public enum BoundaryPolarity {
    /** High inside cells, as channel 0 of this program's outputs. */
    INSIDE,
    /** High on membranes. */
    MEMBRANE
}
