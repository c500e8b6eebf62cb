/** Validation of training samples against the network before a job starts; all mistakes are reported together. */
package org.znn.common.sample.check;
