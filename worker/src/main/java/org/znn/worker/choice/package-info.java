/**
 * How each convolution of a network is computed: by the rule of a mode, by a model of what methods cost, or as
 * measured; never beyond the memory there is.
 */
package org.znn.worker.choice;

