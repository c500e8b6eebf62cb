/** How fast this machine computes: its peak, typical layers, a network forward and in training. */
package org.znn.driver.bench;
