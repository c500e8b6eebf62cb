/** Training as a Spark job: a step's patches as tasks, their gradients added in order, descent, checkpoints, curve. */
package org.znn.driver.train;
