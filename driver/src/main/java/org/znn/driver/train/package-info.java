/** Training as a Spark job: patches as tasks, ordered gradient sum, SGD, checkpoints and learning curve. */
package org.znn.driver.train;
