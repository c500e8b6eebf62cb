/** What training learns from: samples described, held in memory, and the patches that are drawn from them. */
package org.znn.common.sample.training;
