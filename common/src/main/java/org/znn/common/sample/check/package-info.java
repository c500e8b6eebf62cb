/** Validation of training samples against the network before a job starts; all errors are reported together. */
package org.znn.common.sample.check;
