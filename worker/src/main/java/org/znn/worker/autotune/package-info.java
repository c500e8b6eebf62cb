/**
 * Selects the algorithm of each convolution of a network: by the rule of a mode, by a cost model, or by measuring on
 * this machine; always within the available memory.
 */
package org.znn.worker.autotune;
