/** Benchmarks of the command line: peak rate, typical layers, and networks in inference and training. */
package org.znn.driver.bench;
