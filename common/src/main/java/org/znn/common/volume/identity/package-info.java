/** The identity of the files of a volume, by which a change of an input is recognised while a job runs or rests. */
package org.znn.common.volume.identity;
